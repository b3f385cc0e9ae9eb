// Linked into every program of a sanitized build: what is known of other people's libraries.
#define GRIF_SEEN_BY_THE_SANITIZER extern "C" __attribute__((visibility("default")))

// NOLINTBEGIN(bugprone-reserved-identifier,readability-identifier-naming): the names are the
// sanitizer's, which looks for them
GRIF_SEEN_BY_THE_SANITIZER const char* __lsan_default_suppressions();
GRIF_SEEN_BY_THE_SANITIZER const char* __lsan_default_options();

const char* __lsan_default_suppressions() {
  // libxlsxwriter 1.1.4 does not free the texts of a data validation; no other function of it is
  // seen on the stack.
  return "leak:lxw_strdup\n";
}

const char* __lsan_default_options() { return "print_suppressions=0"; }
// NOLINTEND(bugprone-reserved-identifier,readability-identifier-naming)
