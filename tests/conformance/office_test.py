#!/usr/bin/env python3
"""Proves that the judges of office.py can find fault."""
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
import zipfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import office  # noqa: E402


def package(folder, name, parts):
    path = os.path.join(folder, name)
    with zipfile.ZipFile(path, "w") as out:
        for part, content in parts.items():
            out.writestr(part, content)
    return path


class Words(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def test_docx(self):
        path = package(self.folder.name, "a.docx", {"word/document.xml": (
            "<w:p><w:r><w:t>Шко</w:t><w:softHyphen/><w:t xml:space=\"preserve\">ла </w:t><w:t>№\u00a05</w:t></w:r></w:p>"
            "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>2022</w:t><w:noBreakHyphen/><w:t>2023</w:t></w:r></w:p>"
            "<w:p><w:r><w:t>a &amp; b</w:t><w:br/><w:t>c</w:t></w:r></w:p></w:tc>"
            "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>")})
        self.assertEqual(office.docx_text(path), ["Школа № 5", "2022-2023", "a & b c"])

    def test_xlsx(self):
        path = package(self.folder.name, "a.xlsx", {"xl/worksheets/sheet1.xml": (
            '<row r="1"><c r="A1" s="1" t="inlineStr"><is><t>раз\nдва</t></is></c><c r="B1" s="1"/>'
            '<c r="C1" s="2"><v>7</v></c><c r="D1" t="inlineStr"><is><r><t>a &amp;</t></r><r>'
            '<t xml:space="preserve"> b</t></r></is></c></row>')})
        self.assertEqual(office.xlsx_text(path), ["раз", "два", "7", "a & b"])

    def test_order(self):
        self.assertIsNone(office.missing_in_order(["а", "б", "а"], "а-б-а"))
        self.assertEqual(office.missing_in_order(["а", "б"], "ба"), "а б")
        self.assertEqual(office.missing_in_order(["а"], ""), "а")

    def test_nothing_made(self):
        with self.assertRaises(office.Failure):
            office.documents(self.folder.name, ".docx")

    @unittest.skipUnless(shutil.which("xmllint"), "xmllint is missing")
    def test_broken_part(self):
        package(self.folder.name, "a.docx", {"word/document.xml": "<w:p><w:t></w:p>"})
        with self.assertRaises(office.Failure):
            office.xml(self.folder.name)

    @unittest.skipUnless(shutil.which("pdftotext"), "pdftotext is missing")
    def test_different_words(self):
        package(self.folder.name, "a.docx", {"word/document.xml": "<w:p><w:r><w:t>раз два</w:t></w:r></w:p>"})
        package(self.folder.name, "a.xlsx", {"xl/worksheets/sheet1.xml": '<c r="A1"><is><t>раз три</t></is></c>'})
        with self.assertRaisesRegex(office.Failure, "два.*три"):
            office.text(self.folder.name)

    def test_a_missing_judge_is_said(self):
        package(self.folder.name, "a.docx", {"x.xml": "<a/>"})
        script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "office.py")
        for judge in ("openxml", "xml", "text", "libreoffice"):
            done = subprocess.run([sys.executable, script, judge, self.folder.name, self.folder.name],
                                  capture_output=True, text=True, env={"PATH": "", "GRIF_JUDGES": self.folder.name})
            self.assertEqual(done.returncode, office.SKIPPED, judge)
            self.assertIn("SKIPPED", done.stdout)


if __name__ == "__main__":
    unittest.main()
