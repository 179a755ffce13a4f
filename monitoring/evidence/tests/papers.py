"""Documents with words on known pages."""

from io import BytesIO

import docx
import openpyxl
import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageDraw, ImageFilter, ImageFont

FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"


def pdf_of(*pages: str) -> bytes:
    """A page a text; an empty text is an empty page. Letters are mapped to Unicode as word processors do."""
    document = pikepdf.new()
    for text in pages:
        letters = sorted(set(text))
        ranges = "\n".join(f"<{place:02x}> <{ord(letter):04x}>" for place, letter in enumerate(letters, 1))
        cmap = f"1 begincodespacerange <00> <ff> endcodespacerange {len(letters)} beginbfchar\n{ranges}\nendbfchar"
        font = Dictionary(
            Type=Name.Font,
            Subtype=Name.Type1,
            BaseFont=Name.Helvetica,
            ToUnicode=document.make_stream(f"begincmap {cmap} endcmap".encode()),
        )
        codes = "".join(f"{letters.index(letter) + 1:02x}" for letter in text)
        page = document.add_blank_page(page_size=(595, 842))
        page.Resources = Dictionary(Font=Dictionary(F1=document.make_indirect(font)))
        page.Contents = document.make_stream(f"BT /F1 12 Tf 50 780 Td <{codes}> Tj ET".encode() if text else b"")
        page.MediaBox = Array([0, 0, 595, 842])
    output = BytesIO()
    document.save(output)
    return output.getvalue()


def docx_of(text: str, cell: str) -> bytes:
    document = docx.Document()
    document.add_paragraph(text)
    document.add_table(1, 1).cell(0, 0).text = cell
    output = BytesIO()
    document.save(output)
    return output.getvalue()


def xlsx_of(*sheets: str) -> bytes:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for text in sheets:
        workbook.create_sheet().append([text, 12])
    output = BytesIO()
    workbook.save(output)
    return output.getvalue()


def scan_of(*lines: str) -> bytes:
    """A photograph of print, without any text but its pixels."""
    image = Image.new("L", (1400, 100 + 90 * len(lines)), "white")
    for number, line in enumerate(lines):
        ImageDraw.Draw(image).text((50, 50 + 90 * number), line, font=ImageFont.truetype(FONT, 48), fill="black")
    output = BytesIO()
    image.save(output, "PNG")
    return output.getvalue()


def photograph_of(*lines: str) -> bytes:
    """The same as a telephone takes it: large, a little turned, on a grey table, not quite sharp."""
    page = Image.open(BytesIO(scan_of(*lines))).resize((4000, 4000 * (100 + 90 * len(lines)) // 1400))
    table = Image.new("L", (page.width + 400, page.height + 2000), 170)
    table.paste(page, (200, 1000))
    output = BytesIO()
    blurred = table.rotate(1.5, fillcolor=170).filter(ImageFilter.GaussianBlur(2))
    blurred.convert("RGB").save(output, "JPEG", quality=70)
    return output.getvalue()


def scanned_pdf_of(*lines: str) -> bytes:
    """A page of A4 that is nothing but a picture."""
    page = Image.new("L", (1654, 2339), "white")
    page.paste(Image.open(BytesIO(scan_of(*lines))), (100, 100))
    output = BytesIO()
    page.save(output, "PDF", resolution=200)
    return output.getvalue()
