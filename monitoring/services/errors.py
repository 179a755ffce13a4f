from django.core.exceptions import PermissionDenied


class PublishingRefused(PermissionDenied):
    """Publishing would break a rule of the record; `str()` tells the reviewer which, in their language."""


class NotThePublisher(PublishingRefused):
    """The case is not of this person's centre and regions."""


class TwoPersonsNeeded(PublishingRefused):
    """Who wrote since the last public version may not publish it."""


class StaleDraft(PublishingRefused):
    """The draft was begun from an older public version than the one that is live now."""


class ChildInUse(PublishingRefused):
    """The draft drops a finding, or other child, that something outside the case refers to."""


class ChangeNoteMissing(PublishingRefused):
    """A new version of a public record must say what changed and why."""


class ReplyTermRunning(PublishingRefused):
    """The version would show a finding before the body it speaks of could reply."""


class ReasonMissing(PublishingRefused):
    """What is returned or refused must say why."""
