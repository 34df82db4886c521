"""From Word documents to PDF: one port, behind it Word on Windows, LibreOffice elsewhere, or nothing."""

from ppid_xl.surat.pdf.converter import NoConverter, PdfConverter, PdfResult
from ppid_xl.surat.pdf.soffice import SofficeConverter
from ppid_xl.surat.pdf.winword import WordConverter

__all__ = ["NoConverter", "PdfConverter", "PdfResult", "SofficeConverter", "WordConverter"]
