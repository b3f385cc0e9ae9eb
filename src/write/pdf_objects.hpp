#pragma once

#include <cstdint>
#include <string_view>

#include <podofo/podofo.h>

#include "write/pdf_syntax.hpp"

// Short ways to make PoDoFo's values. Text strings and fractions go in as raw text, so that neither
// PoDoFo's encodings (made without a lock on first use) nor a locale have a say.
namespace grif::pdf {

inline PoDoFo::PdfVariant raw(std::string_view text) {
  return PoDoFo::PdfVariant(PoDoFo::PdfData(text.data(), text.size()));
}
inline PoDoFo::PdfVariant number(std::int64_t value) {
  return PoDoFo::PdfVariant(static_cast<PoDoFo::pdf_int64>(value));
}
inline PoDoFo::PdfReference reference(ObjectNumber object) {
  return PoDoFo::PdfReference(object, 0);
}
inline PoDoFo::PdfVariant text_value(std::string_view text) { return raw(text_string(text)); }

}  // namespace grif::pdf
