from django.urls import path

from notify import links
from notify.views import follow, secret

app_name = "notify"
urlpatterns = [
    path("follow/cases/", follow.cases, name="cases"),
    path("follow/cases/<slug:reference>/", follow.case, name="case"),
    path("follow/asked/", follow.asked, name="asked"),
    path("follow/confirm/<str:token>/", secret.confirm_page, name=links.CONFIRM),
    path("follow/stop/<str:token>/", secret.stop_page, name=links.STOP),
    path("follow/manage/<str:token>/", secret.manage_page, name=links.MANAGE),
]
