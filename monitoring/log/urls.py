from django.urls import URLPattern, path

from monitoring.log.views.bodies import log_bodies
from monitoring.log.views.files import log_file, log_file_remove
from monitoring.log.views.home import log_home
from monitoring.log.views.phone import log_manifest, log_pack, log_phone, log_session, log_worker
from monitoring.log.views.queue import log_queued
from monitoring.log.views.save import log_save
from monitoring.log.views.send import log_send
from monitoring.log.views.steps import log_entry, log_step
from monitoring.log.views.uploads import log_upload, log_uploads

urlpatterns: list[URLPattern] = [
    path("", log_home, name="log_home"),
    path("phone/", log_phone, name="log_phone"),
    path("phone/session/", log_session, name="log_session"),
    path("phone/pack/", log_pack, name="log_pack"),
    path("worker.js", log_worker, name="log_worker"),
    path("manifest.webmanifest", log_manifest, name="log_manifest"),
    path("bodies/", log_bodies, name="log_bodies"),
    path("<uuid:uid>/", log_entry, name="log"),
    path("<uuid:uid>/save/", log_save, name="log_save"),
    path("<uuid:uid>/queued/", log_queued, name="log_queued"),
    path("<uuid:uid>/uploads/", log_uploads, name="log_uploads"),
    path("<uuid:uid>/uploads/<uuid:receipt>/", log_upload, name="log_upload"),
    path("<uuid:uid>/send/", log_send, name="log_send"),
    path("<uuid:uid>/file/<uuid:receipt>/", log_file, name="log_file"),
    path("<uuid:uid>/file/<uuid:receipt>/remove/", log_file_remove, name="log_file_remove"),
    path("<uuid:uid>/<slug:step>/", log_step, name="log_step"),
]
