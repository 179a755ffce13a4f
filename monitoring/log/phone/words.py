"""What the program on the phone says by itself; the questions come from the forms. {braces} are filled on the phone."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "hearing": _("Hearing, {when}"),
    "log": _("Log, {when}"),
    "open": _("Not finished"),
    "waiting": _("Waits to be sent"),
    "sending": _("Sending {name}: {percent} %"),
    "sent": _("Sent at {time}"),
    "refused": _("Something needs correcting"),
    "conflict": _("Which version stays?"),
    "closed": _("The coordinator has it already. What you changed since then was not sent and is still here."),
    "returned": _("Returned to you"),
    "nothing": _("Everything is sent."),
    "unsent": _("Not sent yet: {count}"),
    "space": _("On this phone: {used}. Free: {free}."),
    "offline": _("No network. All is kept on this phone and sent when the network is back."),
    "server": _("The site does not answer. All is kept on this phone; it will be tried again."),
    "signed_out": _("You were signed out. Sign in again, then it goes on; nothing is lost."),
    "other_person": _(
        "This phone holds logs of another person. They are neither shown nor sent. "
        "Sign in as that person, or erase them below."
    ),
    "locked": _("Locked. Enter the PIN to go on; nothing is sent until then."),
    "too_often": _("The site asked to wait a little. It goes on by itself."),
    "full": _(
        "No room on this phone for “{name}”. What was saved before is safe. "
        "Free some space, clear what was sent, then add it again."
    ),
    "too_large": _("“{name}” is {size}; up to {limit} can be sent."),
    "empty": _("“{name}” is empty and was not added."),
    "adding": _("Adding {name}…"),
    "added": _("{name} is kept on this phone."),
    "here": _("On this phone"),
    "there": _("On the server"),
    "saved": _("Kept on this phone at {time}"),
    "storage": _("This browser keeps nothing. Use the log with a network, or another browser."),
    "wrong_pin": _("Wrong PIN. Tries left: {left}."),
    "wrong_pin_again": _("Wrong PIN."),
    "erased": _("Too many wrong tries. Everything on this phone was erased."),
    "pin_short": _("Take at least six digits or letters."),
    "pin_differs": _("The two PINs differ."),
    "pin_set": _("The PIN is set."),
    "pin_removed": _("The PIN is removed."),
    "erase_confirm": _("Erase everything on this phone? What was not sent is lost for ever."),
    "remove_confirm": _("Remove “{name}” from this phone? It was not sent."),
    "leave_confirm": _("Not sent yet: {count}. It stays on this phone until you sign in again. Sign out now?"),
    "now": _("Now"),
    "today": _("Today"),
    "more": _("One more"),
    "less": _("One less"),
    "remove": _("Remove {name}"),
    "sizes": [_("{n} B"), _("{n} KB"), _("{n} MB"), _("{n} GB")],
}
