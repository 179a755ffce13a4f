"""Files as people send them, each with a planted name, place and device that no reader may ever learn."""

from __future__ import annotations

import struct
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import mutagen.apev2
import mutagen.id3
import openpyxl
import pikepdf
import pillow_heif
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image as SheetImage
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

NAME = "Aigul Planted"
PLACE = "+52.2873+076.9674/"
DEVICE = "PlantedPhone X1"
NEEDLES = ("Planted", "52.2873", "Users", "Exif\0")

GPS_IFD = 0x8825


def picture(size: tuple[int, int] = (120, 80), mode: str = "RGB") -> Image.Image:
    """Red, with the upper left quarter blue: shows which way is up."""
    image = Image.new(mode, size, "red")
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 2, size[1] // 2), fill="blue")
    return image


def exif(orientation: int = 1) -> Image.Exif:
    data = Image.Exif()
    data[0x010F], data[0x0110], data[0x013B], data[0x0112] = "Maker", DEVICE, NAME, orientation
    data.get_ifd(GPS_IFD).update({1: "N", 2: (52.0, 17.0, 14.28), 3: "E", 4: (76.0, 58.0, 2.64), 29: "2026:01:02"})
    return data


def jpeg(orientation: int = 1, **options: object) -> bytes:
    output = BytesIO()
    options = {
        "exif": exif(orientation),
        "comment": NAME.encode(),
        "xmp": f"<x:xmpmeta>{NAME}".encode(),
    } | options
    picture().save(output, "JPEG", **options)
    return output.getvalue() + b"MotionPhoto_Data" + PLACE.encode()


def png(image: Image.Image | None = None) -> bytes:
    notes = PngInfo()
    notes.add_text("Author", NAME)
    notes.add_itxt("XML:com.adobe.xmp", f"<x:xmpmeta>{PLACE}</x:xmpmeta>", zip=True)
    output = BytesIO()
    (image or picture()).save(output, "PNG", pnginfo=notes, exif=exif())
    return output.getvalue()


def webp() -> bytes:
    output = BytesIO()
    picture(mode="RGBA").save(output, "WEBP", exif=exif(), xmp=f"<x:xmpmeta>{NAME}".encode())
    return output.getvalue()


def heic(orientation: int = 1) -> bytes:
    output = BytesIO()
    pillow_heif.from_pillow(picture()).save(output, exif=exif(orientation).tobytes(), quality=90)
    return output.getvalue()


def pdf(**options: object) -> bytes:
    """A page with a photo, links, a note, a mark, a signed field, an attachment, scripts and metadata."""
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(300, 400))
    photo = document.make_stream(
        jpeg(),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=120,
        Height=80,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
        Metadata=document.make_stream(f"<x:xmpmeta>{NAME}".encode()),
    )
    page.obj.Resources = Dictionary(XObject=Dictionary(Photo=photo))
    page.obj.Contents = document.make_stream(b"q 200 0 0 100 50 250 cm /Photo Do Q")
    page.obj.Thumb = document.make_stream(f"thumb {NAME}".encode())
    page.obj.PieceInfo = Dictionary(App=Dictionary(Private=String(NAME)))
    note = _annotation(document, "/Text", T=String(NAME), Contents=String(f"{NAME} saw this"), M=String("D:2026"))
    look = document.make_stream(b"1 1 0 rg 0 0 20 20 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 20, 20])
    mark = _annotation(document, "/Square", T=String(NAME), AP=Dictionary(N=look))
    web = _annotation(document, "/Link", A=Dictionary(S=Name.URI, URI=String("https://aarhus.kz/")), T=String(NAME))
    disk = _annotation(
        document,
        "/Link",
        A=Dictionary(S=Name.Launch, F=String(r"C:\Users\Planted\notes.txt")),
        NM=String(NAME),
    )
    signed = _annotation(
        document, "/Widget", FT=Name.Sig, T=String("Sig"), V=Dictionary(Type=Name.Sig, Name=String(NAME))
    )
    page.obj.Annots = Array([note, mark, web, disk, signed])
    root = document.Root
    root.AcroForm = Dictionary(Fields=Array([signed]))
    root.StructTreeRoot = document.make_indirect(
        Dictionary(
            Type=Name.StructTreeRoot,
            K=Array(
                [
                    Dictionary(Type=Name.OBJR, Obj=note),
                    Dictionary(S=Name.Figure, Alt=String(r"C:\Users\Planted\a.jpg")),
                ]
            ),
        )
    )
    root.OpenAction = Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{NAME}')"))
    document.attachments["notes.txt"] = NAME.encode()
    document.docinfo["/Author"], document.docinfo["/Title"] = NAME, f"Letter of {NAME}"
    with document.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["dc:creator"] = [NAME]
    output = BytesIO()
    document.save(output, **options)
    return output.getvalue()


def _annotation(document: pikepdf.Pdf, kind: str, **keys: object) -> Dictionary:
    return document.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name(kind), Rect=[10, 10, 30, 30], F=4, **keys))


def locked_pdf(owner: str = "owner", user: str = "user") -> bytes:
    return pdf(encryption=pikepdf.Encryption(owner=owner, user=user))


def rezip(data: bytes, changes: dict[str, bytes | tuple[bytes, bytes]]) -> bytes:
    """The archive with parts added (bytes) or changed (a pair: old and new bytes; the old must be there)."""
    output = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(output, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            change = changes.get(name)
            if isinstance(change, tuple):
                assert change[0] in content, (name, change[0])
                content = content.replace(*change)
            target.writestr(name, change if isinstance(change, bytes) else content)
        for name, change in changes.items():
            if name not in source.namelist():
                target.writestr(name, change)
    return output.getvalue()


WORDS = "The hearing was held in the village hall."
CHANGE = (
    b'<w:p w:rsidR="00AB12CD"><w:ins w:id="9" w:author="Aigul Planted" w:date="2026-01-02T03:04:05Z">'
    b"<w:r><w:t>A tracked sentence.</w:t></w:r></w:ins></w:p></w:body>"
)
_RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def docx_file() -> bytes:
    document = docx.Document()
    properties = document.core_properties
    properties.author = properties.last_modified_by = properties.comments = NAME
    paragraph = document.add_paragraph(WORDS)
    document.add_comment(paragraph.runs, text="Please check the date.", author=NAME, initials="APl")
    shape = document.add_picture(BytesIO(jpeg()))
    shape._inline.docPr.set("descr", r"C:\Users\Planted\Pictures\hall.jpg")
    output = BytesIO()
    document.save(output)
    template = (
        f'<Relationship Id="rId1" Type="{_RELATIONSHIP}/attachedTemplate" TargetMode="External" '
        r'Target="file:///C:\Users\Planted\Normal.dotm"/></Relationships>'
    )
    opening = (
        b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    )
    return rezip(
        output.getvalue(),
        {
            "word/document.xml": (b"</w:body>", CHANGE),
            "word/settings.xml": (
                b"</w:settings>",
                f'<w:attachedTemplate xmlns:r="{_RELATIONSHIP}" r:id="rId1"/></w:settings>'.encode(),
            ),
            "word/_rels/settings.xml.rels": opening + template.encode(),
            "word/people.xml": f"<people>{NAME}</people>".encode(),
        },
    )


def xlsx_file() -> bytes:
    book = openpyxl.Workbook()
    book.properties.creator = book.properties.lastModifiedBy = NAME
    sheet = book.active
    sheet["A1"], sheet["B1"] = "Air quality", 12.5
    sheet["A1"].comment = Comment(f"{NAME}:\nlooks wrong", NAME)
    sheet["A2"] = "notice"
    sheet["A2"].hyperlink = "https://aarhus.kz/notice"
    sheet["A3"] = "own disk"
    sheet["A3"].hyperlink = "file:///C:/Users/Planted/notice.pdf"
    sheet.add_image(SheetImage(BytesIO(jpeg())), "D4")
    output = BytesIO()
    book.save(output)
    path = r'<x15ac:absPath xmlns:x15ac="urn:x" url="C:\Users\Planted\Documents\"/>'
    owner = f'<fileSharing userName="{NAME}"/>'
    return rezip(
        output.getvalue(),
        {
            "xl/workbook.xml": (b"<sheets>", f"{path}{owner}<sheets>".encode()),
            "xl/printerSettings/printerSettings1.bin": NAME.encode("utf-16-le"),
        },
    )


MP3_FRAME = b"\xff\xfb\x90\x00" + bytes(413)  # MPEG 1 layer III, 128 kbit/s, 44.1 kHz


def mp3(folder: Path, frames: int = 40) -> bytes:
    path = folder / "tagged.mp3"
    path.write_bytes(MP3_FRAME * frames)
    tags = mutagen.id3.ID3()
    tags.add(mutagen.id3.TPE1(encoding=3, text=NAME))
    tags.add(mutagen.id3.APIC(encoding=3, mime="image/jpeg", type=3, desc="Cover", data=jpeg()))
    tags.save(path, v1=2)
    ape = mutagen.apev2.APEv2()
    ape["Artist"] = NAME
    ape.save(path)
    return path.read_bytes()


def box(kind: bytes, *content: bytes) -> bytes:
    body = b"".join(content)
    return struct.pack(">I4s", 8 + len(body), kind) + body


def _full(kind: bytes, *content: bytes) -> bytes:
    return box(kind, bytes(4), *content)


def _track(handler: bytes, offset: int, sizes: tuple[int, ...], number: int) -> bytes:
    dates = struct.pack(">II", 3_900_000_000, 3_900_000_000)
    table = box(
        b"stbl",
        _full(b"stsd", struct.pack(">I", 0)),
        _full(b"stts", struct.pack(">III", 1, len(sizes), 1000)),
        _full(b"stsc", struct.pack(">IIII", 1, 1, len(sizes), 1)),
        _full(b"stsz", struct.pack(f">II{len(sizes)}I", 0, len(sizes), *sizes)),
        _full(b"stco", struct.pack(">II", 1, offset)),
    )
    header = dates + struct.pack(">III", number, 0, 2000) + bytes(52) + struct.pack(">II", 640 << 16, 360 << 16)
    return box(
        b"trak",
        _full(b"tkhd", header),
        box(
            b"mdia",
            _full(b"mdhd", dates, struct.pack(">IIHH", 1000, 2000, 0, 0)),
            _full(b"hdlr", bytes(4), handler, bytes(12), DEVICE.encode() + b"\0"),
            box(b"minf", _full(b"vmhd", bytes(8)), table),
        ),
        box(b"udta", box(b"name", NAME.encode())),
    )


VIDEO_SAMPLES, SOUND_SAMPLES = b"VIDEO-ONE-VIDEO-TWO-", b"SOUND-ONE-SOUND-TWO-"


def mp4(*, brand: bytes = b"mp42", video: bool = True, extra: bytes = b"") -> bytes:
    """Two seconds of picture and sound, a metadata track with the place, and the place in four more spots."""
    place = PLACE.encode()
    ftyp = box(b"ftyp", brand, bytes(4), b"isom", brand)
    spare = box(b"free", NAME.encode())
    start = len(ftyp + spare) + 8
    media = place + VIDEO_SAMPLES + b"[" + place + b"]" + SOUND_SAMPLES + NAME.encode()
    at_video = start + len(place)
    at_place = at_video + len(VIDEO_SAMPLES) + 1
    at_sound = at_place + len(place) + 1
    tracks = [_track(b"soun", at_sound, (10, 10), 2), _track(b"meta", at_place, (len(place),), 3)]
    if video:
        tracks.insert(0, _track(b"vide", at_video, (10, 10), 1))
    movie = box(
        b"moov",
        _full(b"mvhd", struct.pack(">IIII", 3_900_000_000, 3_900_000_000, 1000, 2000), bytes(80)),
        *tracks,
        box(b"udta", box(b"\xa9xyz", struct.pack(">HH", len(place), 0x15C7), place)),
        _full(b"meta", box(b"ilst", NAME.encode())),
    )
    return ftyp + spare + box(b"mdat", media) + movie + box(b"uuid", bytes(16), place) + extra
