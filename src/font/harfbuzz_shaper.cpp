#include <new>

#include "font/face_impl.hpp"
#include "font/harfbuzz.hpp"
#include "font/harfbuzz_objects.hpp"

namespace grif {

namespace {

class HarfBuzzShaper final : public HarfBuzz {
 public:
  HarfBuzzShaper() { hb_feature_from_string("-liga", -1, &no_ligatures_); }

  std::span<const ShapedGlyph> shape_simple(const Face& face, std::u32string_view text) override {
    hb_buffer_t* const buffer = buffer_.get();
    hb_buffer_clear_contents(buffer);
    for (std::size_t i = 0; i < text.size(); ++i)
      hb_buffer_add(buffer, text[i], static_cast<unsigned>(i));
    hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
    hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, HB_SCRIPT_CYRILLIC);
    hb_buffer_set_language(buffer, hb_language_from_string("ru", -1));
    return run(face);
  }

  std::span<const ShapedGlyph> shape(const Face& face, std::string_view text) override {
    const int size = static_cast<int>(text.size());
    hb_buffer_clear_contents(buffer_.get());
    hb_buffer_add_utf8(buffer_.get(), text.data(), size, 0, size);
    hb_buffer_guess_segment_properties(buffer_.get());
    return run(face);
  }

 private:
  struct Known {
    const Face::Impl* face;
    HarfBuzzPointer<hb_font_t> font;
  };

  hb_font_t* font_of(const Face& face) {
    for (const Known& known : fonts_)
      if (known.face == &face.impl()) return known.font.get();
    const auto opened = make_harfbuzz_face(face.impl().bytes.view());
    fonts_.push_back({&face.impl(), HarfBuzzPointer<hb_font_t>(hb_font_create(opened.get()))});
    return fonts_.back().font.get();
  }

  std::span<const ShapedGlyph> run(const Face& face) {
    hb_shape(font_of(face), buffer_.get(), &no_ligatures_, 1);
    unsigned count = 0;
    const hb_glyph_info_t* glyphs = hb_buffer_get_glyph_infos(buffer_.get(), &count);
    const hb_glyph_position_t* positions = hb_buffer_get_glyph_positions(buffer_.get(), &count);
    shaped_.clear();
    for (unsigned i = 0; i < count; ++i)
      shaped_.push_back(
          {glyphs[i].codepoint, glyphs[i].cluster, positions[i].x_advance, positions[i].x_offset});
    return shaped_;
  }

  HarfBuzzPointer<hb_buffer_t> buffer_{hb_buffer_create()};
  hb_feature_t no_ligatures_{};
  std::vector<Known> fonts_;
  std::vector<ShapedGlyph> shaped_;
};

}  // namespace

extern "C" {

HarfBuzz* grif_make_harfbuzz() { return new (std::nothrow) HarfBuzzShaper; }

void grif_ask_character_map(std::string_view font, std::vector<CharacterRange>* map) {
  const auto face = make_harfbuzz_face(font);
  const HarfBuzzPointer<hb_font_t> scaled(hb_font_create(face.get()));
  const HarfBuzzPointer<hb_set_t> covered(hb_set_create());
  hb_face_collect_unicodes(face.get(), covered.get());
  hb_codepoint_t code_point = HB_SET_VALUE_INVALID;
  while (hb_set_next(covered.get(), &code_point)) {
    hb_codepoint_t glyph = 0;
    if (hb_font_get_nominal_glyph(scaled.get(), code_point, &glyph))
      map->push_back({code_point, code_point, glyph});
  }
}

}  // extern "C"

}  // namespace grif
