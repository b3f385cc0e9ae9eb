#include "xml/schema_validator.hpp"

#include "core/modules.hpp"

namespace grif {

// Not linked in: null. The linker decides, so the same object serves the program and the tests.
extern "C" [[gnu::weak]] decltype(grif_compile_xsd) grif_compile_xsd;  // NOLINT(*-redundant-*)

std::unique_ptr<XsdSchema> compile_xsd(std::string_view xsd, std::string& reason) {
  auto* compile = &grif_compile_xsd;
  if (compile == nullptr)
    compile =
        reinterpret_cast<decltype(compile)>(find_in_module(kXsdModule, "grif_compile_xsd", reason));
  return std::unique_ptr<XsdSchema>(compile == nullptr ? nullptr : compile(xsd.data(), xsd.size()));
}

}  // namespace grif
