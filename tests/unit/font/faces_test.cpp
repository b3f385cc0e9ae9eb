#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <hb-ot.h>

#include "core/text.hpp"
#include "font/face_impl.hpp"
#include "memory_world.hpp"
#include "unit/font/installed_fonts.hpp"

namespace grif {
namespace {

const std::string kFacesFile = std::string(GRIF_SOURCE_DIR) + "/fonts/faces.txt";

struct Loaded {
  DiskWorld disk;  ///< has the fonts
  MemoryWorld world;
  Loaded() { world.behind = &disk; }
  Sources sources;
  Diagnostics diagnostics;
  std::optional<FaceSet> faces;
  std::string messages() const {
    std::string text;
    for (const Diagnostic& d : diagnostics.all()) text += format_plain(d, sources);
    return text;
  }
};

std::unique_ptr<Loaded> load_real() {
  auto loaded = std::make_unique<Loaded>();
  loaded->faces = FaceSet::load(kFacesFile, loaded->world, loaded->sources, loaded->diagnostics);
  return loaded;
}
std::unique_ptr<Loaded> load_text(const std::string& text) {
  auto loaded = std::make_unique<Loaded>();
  loaded->world.entries["faces.txt"] = text;
  loaded->faces = FaceSet::load("faces.txt", loaded->world, loaded->sources, loaded->diagnostics);
  return loaded;
}
std::string regular_file(const Loaded& loaded) {
  for (const auto& [path, reads] : loaded.world.reads)
    if (path.ends_with("LiberationSerif-Regular.ttf")) return path;
  return {};
}

TEST(FaceSet, MapsTheNamesOfDocumentsToFacesThatExist) {
  const auto loaded = load_real();
  ASSERT_TRUE(loaded->faces) << loaded->messages();
  const FaceSet& faces = *loaded->faces;
  const Face& regular = faces.at(faces.find("Times New Roman", false, false));
  EXPECT_EQ(regular.postscript_name(), "LiberationSerif");
  EXPECT_EQ(regular.family(), "Liberation Serif");
  EXPECT_FALSE(regular.bold());
  const Face& bold_italic = faces.at(faces.find("Times New Roman", true, true));
  EXPECT_EQ(bold_italic.postscript_name(), "LiberationSerif-BoldItalic");
  EXPECT_TRUE(bold_italic.bold());
  EXPECT_TRUE(bold_italic.italic());
  EXPECT_EQ(faces.at(faces.find("Arial", true, false)).postscript_name(), "LiberationSans-Bold");
  EXPECT_TRUE(faces.knows("Times New Roman"));
  EXPECT_TRUE(faces.knows("PT Serif"));
  EXPECT_FALSE(faces.knows("Comic Sans MS"));
  EXPECT_EQ(faces.find("Comic Sans MS", true, false), faces.find("Times New Roman", true, false));
}

TEST(FaceSet, ReadsAFileWhenItIsNeededAndOnce) {
  const auto loaded = load_real();
  EXPECT_THAT(loaded->world.reads, testing::SizeIs(1));  // faces.txt
  const FaceId id = loaded->faces->find("Times New Roman", false, false);
  EXPECT_EQ(loaded->world.reads[regular_file(*loaded)], 1);
  EXPECT_EQ(loaded->faces->find("Times New Roman", false, false), id);
  (void)loaded->faces->at(id);
  EXPECT_EQ(loaded->world.reads[regular_file(*loaded)], 1);
  EXPECT_THAT(loaded->world.reads, testing::SizeIs(2));
}

TEST(FaceSet, MayBeAskedByManyThreadsAtOnce) {
  const auto loaded = load_real();
  std::vector<FaceId> found(8);
  std::vector<const Face*> at(8);
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < found.size(); ++i) {
    threads.emplace_back([&, i] {
      found[i] = loaded->faces->find("Times New Roman", i % 2 == 0, false);
      at[i] = &loaded->faces->at(found[0 + i % 2]);
    });
    if (i == 1) {  // the first two give the others something to look up
      threads[0].join();
      threads[1].join();
    }
  }
  for (std::size_t i = 2; i < threads.size(); ++i) threads[i].join();
  for (std::size_t i = 2; i < found.size(); ++i) {
    EXPECT_EQ(found[i], found[i % 2]);
    EXPECT_EQ(at[i], at[i % 2]);
  }
}

TEST(FaceSet, TakesASignThatAFaceLacksFromTheNextFaceOfTheSameKind) {
  const auto loaded = load_real();
  const FaceSet& faces = *loaded->faces;
  const FaceId serif = faces.find("Times New Roman", false, false);
  ASSERT_EQ(faces.at(serif).glyph(U'₽'), 0) << "the test needs a sign that the face lacks";
  ASSERT_TRUE(faces.fallback(serif, U'₽'));
  EXPECT_EQ(faces.at(*faces.fallback(serif, U'₽')).postscript_name(), "PTSerif-Regular");
  const FaceId sans = faces.find("Arial", true, false);
  ASSERT_TRUE(faces.fallback(sans, U'₽'));
  EXPECT_EQ(faces.at(*faces.fallback(sans, U'₽')).family(), "PT Sans");
  EXPECT_TRUE(faces.at(*faces.fallback(sans, U'₽')).bold());
  EXPECT_EQ(faces.at(faces.fallback(serif, U'☑').value()).family(), "DejaVu Sans");
  EXPECT_EQ(faces.fallback(serif, U'ж'), serif);
  EXPECT_EQ(faces.fallback(serif, U'\U0001F9FF'), std::nullopt);
}

TEST(FaceSet, ReportsAMissingPackageAndUsesAnotherFace) {
  const auto real = load_real();
  (void)real->faces->find("Times New Roman", false, false);
  const auto loaded = load_text(
      "# comment\n\n"
      "face\tAbsent Serif\tregular\tfonts-absent\t/nowhere/Absent.ttf\t/nowhere/Absent2.ttf\n"
      "face\tHere Serif\tregular\tfonts-here\t" +
      regular_file(*real) +
      "\n"
      "name\tTimes New Roman\tAbsent Serif\n");
  ASSERT_TRUE(loaded->faces) << loaded->messages();
  const FaceId id = loaded->faces->find("Times New Roman", true, true);
  EXPECT_EQ(loaded->faces->at(id).family(), "Here Serif");
  loaded->faces->report_missing(Place::nowhere(), loaded->diagnostics);
  EXPECT_EQ(loaded->messages(),
            "grif: warning[font-missing]: шрифт «Absent Serif» не установлен (нет файла "
            "/nowhere/Absent.ttf), взят другой: страницы могут разойтись с Word\n"
            "    установите пакет fonts-absent\n");
}

TEST(FaceSet, ReportsADamagedFile) {
  for (const bool unreadable : {false, true}) {
    auto loaded = std::make_unique<Loaded>();
    loaded->world.entries["faces.txt"] = "face\tBad Serif\tregular\tfonts-bad\t/bad.ttf\n";
    if (unreadable) {
      loaded->world.unreadable = "/bad.ttf";
    } else {
      loaded->world.entries["/bad.ttf"] = std::string("\0\1\0\0\0\20", 6) + std::string(500, 'x');
    }
    loaded->faces = FaceSet::load("faces.txt", loaded->world, loaded->sources, loaded->diagnostics);
    ASSERT_TRUE(loaded->faces);
    const Face& face = loaded->faces->at(loaded->faces->find("Times New Roman", false, false));
    EXPECT_EQ(face.glyph(U'ж'), 0);
    EXPECT_EQ(loaded->faces->fallback(0, U'ж'), std::nullopt);
    loaded->faces->report_missing(Place::nowhere(), loaded->diagnostics);
    EXPECT_EQ(loaded->messages(), std::string("grif: warning[font-broken]: файл шрифта «Bad "
                                              "Serif» не читается (/bad.ttf") +
                                      (unreadable ? ": Permission denied" : "") +
                                      "), взят другой шрифт\n    переустановите пакет fonts-bad\n");
  }
}

TEST(FaceSet, ReportsWhatItCannotReadOfTheList) {
  const auto wrong = load_text(
      "face\tSerif\tregular\tp\t/a.ttf\nface\tSerif\tfat\tp\t/a.ttf\n"
      "font Serif\n");
  EXPECT_TRUE(wrong->faces);
  EXPECT_EQ(wrong->messages(),
            "faces.txt:2:1: error[faces-line-wrong]: строка списка шрифтов не понята: «face Serif "
            "fat p /a.ttf»\n"
            "    строка начинается словом face или name, поля разделены табуляцией\n"
            "faces.txt:3:1: error[faces-line-wrong]: строка списка шрифтов не понята: «font "
            "Serif»\n"
            "    строка начинается словом face или name, поля разделены табуляцией\n");

  const auto empty = load_text("# nothing\n");
  EXPECT_FALSE(empty->faces);
  EXPECT_EQ(empty->messages(),
            "faces.txt: error[faces-none-declared]: в списке шрифтов нет ни одной строки face\n"
            "    установите Grif заново\n");

  Loaded absent;
  absent.world.unreadable = "faces.txt";
  absent.faces = FaceSet::load("faces.txt", absent.world, absent.sources, absent.diagnostics);
  EXPECT_FALSE(absent.faces);
  ASSERT_EQ(absent.diagnostics.all().size(), 1U);
  EXPECT_EQ(absent.diagnostics.all().front().kind, Kind::faces_file_unreadable);
}

TEST(Face, HasTheMetricsAndNamesThatHarfBuzzReads) {
  DiskWorld world;
  for (const std::string& path : installed_fonts()) {
    const auto face = Face::load(std::move(*world.map_file(path, 64U << 20)), "", false, false);
    ASSERT_TRUE(face) << path;
    const std::string_view bytes = face->impl().bytes.view();
    const auto theirs = make_harfbuzz_face(bytes);
    const HarfBuzzPointer<hb_font_t> font(hb_font_create(theirs.get()));
    hb_font_extents_t extents{};
    ASSERT_TRUE(hb_font_get_h_extents(font.get(), &extents)) << path;
    EXPECT_EQ(face->metrics().ascent, face->impl().to_thousandths(extents.ascender)) << path;
    EXPECT_EQ(face->metrics().descent, face->impl().to_thousandths(-extents.descender)) << path;
    EXPECT_EQ(face->metrics().line_gap, face->impl().to_thousandths(extents.line_gap)) << path;
    EXPECT_EQ(face->impl().units_per_em, static_cast<int>(hb_face_get_upem(theirs.get()))) << path;
    EXPECT_EQ(face->glyph_count(), hb_face_get_glyph_count(theirs.get())) << path;
    char name[128] = {};
    unsigned size = sizeof name;
    hb_ot_name_get_utf8(theirs.get(), HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &size,
                        name);
    EXPECT_EQ(face->postscript_name(), name) << path;
    for (hb_codepoint_t glyph = 0; glyph < face->glyph_count(); ++glyph)
      ASSERT_EQ(face->impl().units[glyph], hb_font_get_glyph_h_advance(font.get(), glyph)) << path;
  }
}

TEST(FaceSet, TellsThatAPartOfTheProgramIsMissing) {
  const auto loaded = load_real();
  EXPECT_TRUE(loaded->faces->report_missing(Place::nowhere(), loaded->diagnostics));
  loaded->faces->note_missing_part("grif-some.so", "no such file");
  EXPECT_FALSE(loaded->faces->report_missing(Place::nowhere(), loaded->diagnostics));
  EXPECT_EQ(loaded->messages(),
            "grif: error[writer-missing]: часть программы grif-some.so не загружается: no such "
            "file\n    установите Grif заново: файлы grif-*.so должны стоять там, куда их "
            "положила установка\n");
}

class LiberationSerif : public testing::Test {
 protected:
  std::unique_ptr<Loaded> loaded = load_real();
  const Face& face = loaded->faces->at(loaded->faces->find("Times New Roman", false, false));
};

TEST_F(LiberationSerif, HasTheLineHeightOfWordAndLibreOffice) {
  const FaceMetrics& metrics = face.metrics();
  EXPECT_EQ(metrics.ascent, 891);
  EXPECT_EQ(metrics.descent, 216);
  EXPECT_EQ(metrics.line_gap, 42);
  EXPECT_EQ(metrics.ascent + metrics.descent + metrics.line_gap, 1149);
  EXPECT_EQ(metrics.italic_angle, 0);
  EXPECT_TRUE(metrics.serif);
  EXPECT_FALSE(metrics.fixed_pitch);
  EXPECT_GT(metrics.cap_height, 640);
  EXPECT_LT(metrics.cap_height, 680);
  EXPECT_EQ(metrics.stem_v, 87);
  EXPECT_LT(metrics.box[0], 0);
  EXPECT_GT(metrics.box[2], 1000);
}

TEST_F(LiberationSerif, GivesAdvancesOfTimesNewRoman) {
  const auto advance = [&](char32_t c) { return face.advance(face.glyph(c)); };
  EXPECT_EQ(advance(U' '), 250);
  EXPECT_EQ(advance(U'0'), 500);
  EXPECT_EQ(advance(U'ж'), 691);
  EXPECT_EQ(advance(U'—'), 1000);
  EXPECT_EQ(advance(U'№'), 954);
}

TEST_F(LiberationSerif, KnowsWhatAGlyphStandsFor) {
  EXPECT_EQ(face.code_points(face.glyph(U'Ё')), U"Ё");
  EXPECT_EQ(face.code_points(face.glyph(U' ')), U" ");
  EXPECT_EQ(face.code_points(0), U"");
  EXPECT_EQ(face.code_points(0xFFFF), U"");
  EXPECT_EQ(face.advance(0xFFFF), 0);
  EXPECT_EQ(face.advance(face.glyph(U'\u00A0')), face.advance(face.glyph(U' ')));
  EXPECT_NE(face.glyph(U'\u2011'), 0);
  EXPECT_EQ(face.glyph(U'\U0001F600'), 0);
  EXPECT_EQ(face.glyph(U'\t'), 0);
}

}  // namespace
}  // namespace grif
