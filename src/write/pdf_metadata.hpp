#pragma once

#include <string>
#include <string_view>

#include "document/document.hpp"
#include "write/pdf_file.hpp"
#include "write/write.hpp"

namespace grif::pdf {

/// What viewers show in the title bar.
std::string_view title_of(const DocumentProperties& properties);
/// The metadata stream (ISO 16684-1), which says the same as the information dictionary.
std::string make_xmp(const DocumentProperties& properties, PdfConformance conformance);
ObjectNumber write_information(const DocumentProperties& properties, FileWriter& file);
ObjectNumber write_xmp(const DocumentProperties& properties, PdfConformance conformance,
                       FileWriter& file);

/// An ICC profile of sRGB (IEC 61966-2-1), version 2.1, matrix and curve.
std::string make_srgb_profile();
/// Returns the profile's stream; `deflated_profile` is kept between documents and made if empty.
ObjectNumber write_srgb_profile(std::string& deflated_profile, Deflater& deflater,
                                FileWriter& file);

}  // namespace grif::pdf
