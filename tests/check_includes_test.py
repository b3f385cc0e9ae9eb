#!/usr/bin/env python3
"""Proves check_includes.py: plants each fault in a tree of its own and looks for the message."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

TESTS = Path(__file__).resolve().parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(TESTS))

from check_includes import Check, Table, TableError  # noqa: E402

TABLE = (TESTS / "architecture.txt").read_text(encoding="utf-8")

SOUND = {
    "core/place.hpp": "#pragma once\n#include <string>\n",
    "core/place.cpp": '#include "core/place.hpp"\n\n#include <fmt/format.h>\n',
    "xml/reader.cpp": '#include <pugixml.hpp>\n#include "core/place.hpp"\n',
    "read/read.hpp": '#pragma once\n#include "core/place.hpp"\n',
    "read/read.cpp": '#include "read/read.hpp"\n#include "read/sheet.hpp"\n',
    "read/sheet.hpp": "#pragma once\n",
    "write/write.hpp": "#pragma once\n",
    "write/pdf.cpp": "#include <podofo/podofo.h>\n#include <libdeflate.h>\n",
    "pipeline.hpp": "#pragma once\n",
    "pipeline.cpp": '#include "pipeline.hpp"\n#include "read/read.hpp"\n#include "write/write.hpp"\n',
    "cli/build.hpp": "#pragma once\n",
    "cli/build.cpp": '#include <CLI/CLI.hpp>\n#include "pipeline.hpp"\n#include "read/read.hpp"\n',
    "main.cpp": '#include "cli/build.hpp"\n',
}


class CheckIncludes(unittest.TestCase):
    def check(self, changes):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            for name, text in {**SOUND, **changes}.items():
                path = root / "src" / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
            (root / "tests").mkdir()
            (root / "tests/architecture.txt").write_text(TABLE, encoding="utf-8")
            self.status = subprocess.run(
                [sys.executable, TESTS / "check_includes.py", root], stdout=subprocess.DEVNULL, check=False
            ).returncode
            return Check(root).run()

    def expect_fault(self, changes, *messages):
        self.assertEqual(self.check(changes).faults, list(messages))
        self.assertEqual(self.status, 1)

    def test_sound_tree(self):
        check = self.check({})
        self.assertEqual((check.faults, check.remarks, self.status), ([], [], 0))

    def test_noun_includes_a_noun_above_it(self):
        self.expect_fault(
            {"core/bad.cpp": '\n#include "xml/reader.hpp"\n', "xml/reader.hpp": ""},
            "src/core/bad.cpp:2: core may not include xml (xml/reader.hpp)",
        )

    def test_noun_includes_a_verb(self):
        self.expect_fault(
            {"pages/bad.cpp": '#include "write/write.hpp"\n'},
            "src/pages/bad.cpp:1: pages may not include write (write/write.hpp)",
        )

    def test_verb_includes_a_verb(self):
        self.expect_fault(
            {"validate/bad.cpp": '#  include "read/read.hpp"\n'},
            "src/validate/bad.cpp:1: the verb validate includes the verb read (read/read.hpp)",
        )

    def test_verb_includes_the_pipeline(self):
        self.expect_fault(
            {"read/bad.cpp": '#include "pipeline.hpp"\n'},
            "src/read/bad.cpp:1: read may not include pipeline (pipeline.hpp)",
        )

    def test_main_includes_a_verb(self):
        self.expect_fault(
            {"main.cpp": '#include "read/read.hpp"\n'},
            "src/main.cpp:1: main may not include read (read/read.hpp)",
        )

    def test_library_in_the_wrong_folder(self):
        for name, header, fault in (
            ("read/bad.cpp", "pugixml.hpp", "read may not include pugixml"),
            ("sign/bad.cpp", "xlsxwriter.h", "sign may not include xlsxwriter"),
            ("write/bad.cpp", "xlsxwriter/worksheet.h", None),
            ("layout/bad.cpp", "podofo/podofo.h", "layout may not include podofo"),
            ("sign/bad.cpp", "podofo/podofo.h", None),
            ("write/bad.cpp", "openssl/evp.h", "write may not include openssl"),
            ("ledger/bad.cpp", "openssl/evp.h", None),
            ("write/bad.cpp", "zip.h", "write may not include libzip"),
            ("layout/bad.cpp", "hb.h", "layout may not include harfbuzz"),
            ("write/bad.cpp", "hb-subset.h", "write may not include harfbuzz"),
            ("read/bad.cpp", "CLI/CLI.hpp", "read may not include cli11"),
            ("expand/bad.cpp", "nlohmann/json.hpp", "expand may not include json"),
            ("expand/bad.cpp", "zlib.h", "expand may not include zlib"),
            ("layout/bad.cpp", "unistd.h", "layout may not include posix"),
            ("layout/bad.cpp", "boost/any.hpp", "<boost/any.hpp> is of no library in tests/architecture.txt"),
            ("layout/bad.cpp", "fmt/core.h", None),
            ("layout/bad.cpp", "vector", None),
        ):
            with self.subTest(name=name, header=header):
                faults = self.check({name: f"#include <{header}>\n"}).faults
                if fault is None:
                    self.assertEqual(faults, [])
                else:
                    suffix = "" if header in fault else f" (<{header}>)"
                    self.assertEqual(faults, [f"src/{name}:1: {fault}{suffix}"])

    def test_library_behind_a_header(self):
        self.expect_fault(
            {
                "font/face.hpp": '#include "font/blob.hpp"\n',
                "font/blob.hpp": "#include <hb.h>\n",
                "pages/bad.cpp": '\n\n#include "font/face.hpp"\n',
            },
            "src/pages/bad.cpp:3: pages gets harfbuzz by way of font/face.hpp → font/blob.hpp",
        )

    def test_second_door(self):
        self.expect_fault(
            {"cli/bad.cpp": '#include "read/sheet.hpp"\n'},
            "src/cli/build.cpp:3: the verb read has more than one door: read/read.hpp, read/sheet.hpp",
            "src/cli/bad.cpp:1: the verb read has more than one door: read/read.hpp, read/sheet.hpp",
        )

    def test_names_that_do_not_begin_at_src(self):
        self.expect_fault(
            {"core/bad.cpp": '#include "place.hpp"\n'},
            "src/core/bad.cpp:1: there is no src/place.hpp; quoted names begin at src, libraries stand in < >",
        )

    def test_include_of_a_macro(self):
        self.expect_fault(
            {"core/bad.cpp": "#include HEADER\n"},
            "src/core/bad.cpp:1: an include that this check cannot follow: #include HEADER",
        )

    def test_folder_without_a_row(self):
        self.expect_fault(
            {"misc/bad.cpp": "int x;\n"}, "src/misc/bad.cpp:1: the folder misc is not in tests/architecture.txt"
        )

    def test_words_of_a_pack(self):
        for word in ("наставника", "НАСТАВНИЧЕСТВО", "Mentoring", "kMentees", "curator"):
            with self.subTest(word=word):
                faults = self.check({"core/bad.def": f"\nx // {word}\n"}).faults
                self.assertEqual(len(faults), 1)
                self.assertIn("src/core/bad.def:2: a pack's word in the engine: ", faults[0])
        self.expect_fault(
            {"core/mentors.cpp": ""}, "src/core/mentors.cpp:1: a pack's word in the name of a file: mentor"
        )

    def test_two_types_of_one_name(self):
        self.expect_fault(
            {
                "core/a.hpp": "namespace grif {\nstruct Node {\n};\n}  // namespace grif\n",
                "xml/b.cpp": "namespace grif {\nclass Node final : public X {\n};\n}  // namespace grif\n",
            },
            "src/xml/b.cpp:2: src/core/a.hpp defines a type Node too",
        )

    def test_types_in_an_unnamed_namespace_are_a_files_own(self):
        own = "namespace grif {\nnamespace {\nstruct Node {\n};\n}  // namespace\n}  // namespace grif\n"
        self.assertEqual(self.check({"core/a.cpp": own, "xml/b.cpp": own}).faults, [])

    def test_long_file_is_a_remark(self):
        check = self.check({"core/long.cpp": "\n" * 501})
        self.assertEqual((check.faults, self.status), ([], 0))
        self.assertEqual(check.remarks, ["src/core/long.cpp: 501 lines and no `// reason:`"])
        self.assertEqual(self.check({"core/long.cpp": "// reason: one table\n" + "\n" * 501}).remarks, [])

    def test_table(self):
        for text, message in (
            ("noun a : b", "a names the unknown part b"),
            ("noun a : b\nnoun b : c\nnoun c : a", "a circle: a → b → c → a"),
            ("verb a :\nverb b : a", "the verb b may not include the verb a"),
            ("verb a :\nnoun b : a", "the noun b may not include the verb a"),
            ("noun a\n", "not understood: noun a"),
            ("library x : a : x.h", "x names the unknown part a"),
        ):
            with self.subTest(text=text):
                with self.assertRaisesRegex(TableError, message):
                    Table(text)


if __name__ == "__main__":
    unittest.main()
