import io
import zipfile

from monitoring.zipping import BLOCK, Member, zip_stream


def opened(members):
    return zipfile.ZipFile(io.BytesIO(b"".join(zip_stream(members))))


def test_what_goes_in_comes_out():
    archive = opened([Member("кк/ә.txt", [b"one", b"two"]), Member("photo.jpg", [b"\xff\xd8"], stored=True)])
    assert archive.testzip() is None
    assert archive.read("кк/ә.txt") == b"onetwo"
    assert archive.getinfo("photo.jpg").compress_type == zipfile.ZIP_STORED
    assert archive.getinfo("кк/ә.txt").external_attr >> 16 == 0o644


def test_the_same_content_gives_the_same_bytes():
    members = [Member("a", [b"x" * 100_000])]
    assert b"".join(zip_stream(members)) == b"".join(zip_stream(members))


def test_content_is_taken_as_it_is_sent():
    taken = []

    def blocks():
        for number in range(100):
            taken.append(number)
            yield bytes([number]) * BLOCK

    stream = zip_stream([Member("large", blocks(), stored=True)])
    next(stream)
    assert len(taken) == 1
