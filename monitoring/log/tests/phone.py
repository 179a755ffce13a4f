"""What a volunteer does with the log on her phone, in steps of a test."""

import hashlib
import re
from io import BytesIO

from django.conf import settings
from django.test import Client
from PIL import Image
from playwright.sync_api import expect

from monitoring.models import Case, EvidenceFile, FieldLog

CONTROLLED = """new Promise((done) => navigator.serviceWorker.controller
  ? done() : navigator.serviceWorker.addEventListener("controllerchange", () => done(), { once: true }))"""


def noise(number):
    """A photograph of some size, each another one."""
    stream = BytesIO()
    Image.effect_noise((320, 240), 60 + number).convert("RGB").save(stream, "JPEG", quality=90)
    return {"name": f"photo-{number}.jpg", "mimeType": "image/jpeg", "buffer": stream.getvalue()}


def sound(seconds_of_silence=52_000):
    """An MP3 of about 20 MB: frames of 417 bytes, their padding numbered, so that no two pieces are alike."""
    header = b"\xff\xfb\x90\x00"
    frames = b"".join(header + n.to_bytes(4, "big") + bytes(409) for n in range(seconds_of_silence))
    return {"name": "hall.mp3", "mimeType": "audio/mpeg", "buffer": frames}


class Phone:
    """One phone of one person; `pages` share what is kept on it."""

    def __init__(self, page, line, language="en"):
        self.page, self.line, self.language = page, line, language
        self.context = page.context
        self.files = []

    @property
    def shell(self):
        return f"{self.line.address}/{self.language}/log/phone/"

    def sign_in(self, person):
        client = Client()
        client.force_login(person)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        self.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": self.line.address}])

    def open(self):
        self.page.goto(self.shell)
        expect(self.page.locator("[data-new=kit]")).to_be_visible()

    def open_first(self):
        """With a network: the program and what is taken along come onto the phone."""
        self.open()
        self.page.evaluate(CONTROLLED)

    def cut(self):
        self.line.down()
        self.context.set_offline(True)

    def mend(self):
        if not self.line.is_up:
            self.line.up()
        self.context.set_offline(False)

    def go_on(self):
        self.page.get_by_role("button", name="Go on", exact=True).click()

    def question(self, words):
        expect(self.page.get_by_role("heading", level=1)).to_have_text(re.compile(words))

    def take(self, *files):
        """Photographs and recordings, each kept before the next."""
        for file in files:
            self.page.locator("[data-file]").nth(1).set_input_files(file)
            expect(self.page.get_by_text(f"{file['name']} is kept on this phone.")).to_be_visible(timeout=30_000)
            self.files.append(file["buffer"])

    def start_hearing(self):
        self.page.get_by_role("button", name="I am at a hearing").click()
        self.question("Before the meeting")

    def fill_hearing(self, *, photos=(), recording=None, title="Карьер у села Заря"):
        """The whole hearing kit, as it happens."""
        page = self.page
        self.start_hearing()
        page.get_by_label("On a notice board or a door").check()
        page.get_by_role("button", name=re.compile("When did you see the announcement.*Today")).click()
        page.get_by_role("group", name=re.compile("Could everybody come")).get_by_label("No", exact=True).check()
        self.take(*photos[:1])
        self.go_on()
        self.question("During the meeting")
        page.get_by_label("Yes, it took place").check()
        page.get_by_role("button", name=re.compile("On what day.*Today")).click()
        page.get_by_role("button", name=re.compile("At what time did it begin.*Now")).click()
        for _person in range(3):
            page.get_by_role("button", name=re.compile("How many people were there.*One more")).click()
        page.get_by_label("Not everybody", exact=True).check()
        page.get_by_label("Somebody of the company").check()
        page.get_by_role("textbox", name="How many questions were asked?").fill("7")
        self.take(*photos[1:], *([recording] if recording else []))
        self.go_on()
        self.question("After the meeting")
        self.go_on()
        self.question("What did you see")
        page.get_by_label("What did you see?").fill("Читали доклад два часа.")
        self.go_on()
        self.question("What, who and where")
        page.get_by_label("In your own words").fill(title)
        box = page.get_by_role("combobox", name=re.compile("Who decides"))
        box.press_sequentially("баянаул")
        page.get_by_role("listbox").get_by_role("option").first.click()
        page.get_by_label("Region").select_option("PAV")
        self.go_on()
        self.question("Photos and documents")
        self.go_on()
        self.question("In confidence")
        page.get_by_role("textbox").fill("Просили не снимать")
        self.go_on()
        self.question("Check and send")

    def queue(self):
        self.page.get_by_role("button", name="Send to the coordinator").click()
        expect(self.page.locator("[data-new=kit]")).to_be_visible()

    def send_now(self):
        self.page.get_by_role("button", name="Send now").click()

    def all_sent(self, timeout=60_000):
        expect(self.page.get_by_text("Everything is sent.")).to_be_visible(timeout=timeout)

    def kept(self, store):
        """How many rows of a store the phone holds."""
        return self.page.evaluate(
            """(store) => new Promise((done) => {
              const opening = indexedDB.open("log-phone");
              opening.onsuccess = () => {
                const db = opening.result;
                const asking = db.transaction(store).objectStore(store).count();
                asking.onsuccess = () => { db.close(); done(asking.result); };
              };
            })""",
            store,
        )

    def assert_arrived_once(self):
        """Byte for byte, one case, nothing left behind."""
        stored = sorted(file.sha256 for file in EvidenceFile.objects.all())
        assert stored == sorted(hashlib.sha256(data).hexdigest() for data in self.files)
        for file in EvidenceFile.objects.all():
            with file.original.open("rb") as original:
                assert hashlib.file_digest(original, "sha256").hexdigest() == file.sha256
        assert (Case.objects.count(), FieldLog.objects.count()) == (1, 1)
        assert Case.objects.get().get_latest_revision_as_object().evidence.count() == len(self.files)
        assert (self.kept("files"), self.kept("pieces")) == (0, 0)
