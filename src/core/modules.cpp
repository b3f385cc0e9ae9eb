#include "core/modules.hpp"

#include <dlfcn.h>

#include "core/process.hpp"

namespace grif {
namespace {

/// A module's names are looked for in its own libraries first, which halves the time; sanitizers,
/// which stand before all libraries, do not bear that.
#if defined(__SANITIZE_ADDRESS__)
constexpr int kHow = RTLD_LAZY | RTLD_LOCAL | RTLD_NODELETE;
#else
constexpr int kHow = RTLD_LAZY | RTLD_LOCAL | RTLD_NODELETE | RTLD_DEEPBIND;
#endif

void* load_module(const char* module) {
  const std::string beside = program_folder() + '/';
  if (void* const loaded = dlopen((beside + module).c_str(), kHow)) return loaded;
  if (void* const loaded = dlopen((beside + GRIF_MODULE_FOLDER "/" + module).c_str(), kHow))
    return loaded;
  return nullptr;
}

}  // namespace

void* find_in_module(const char* module, const char* function, std::string& reason) {
  void* const loaded = load_module(module);
  void* const symbol = loaded == nullptr ? nullptr : dlsym(loaded, function);
  if (symbol == nullptr) {
    const char* const why = dlerror();
    reason = why == nullptr ? "" : why;
  }
  return symbol;
}

}  // namespace grif
