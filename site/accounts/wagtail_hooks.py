from wagtail.admin.views.account import NameEmailSettingsPanel

from accounts.forms import OwnNameForm

# Wagtail asks everyone for a first and a last name and has no setting for it.
NameEmailSettingsPanel.form_class = OwnNameForm
