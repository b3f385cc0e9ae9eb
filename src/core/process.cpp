#include "core/process.hpp"

#include <malloc.h>
#include <unistd.h>

namespace grif {

std::string program_folder() {
  std::string path(4096, '\0');
  const ssize_t length = ::readlink("/proc/self/exe", path.data(), path.size());
  if (length <= 0) return ".";
  path.resize(static_cast<std::size_t>(length));
  return path.substr(0, path.rfind('/'));
}

void keep_memory() {
  constexpr int kMegabyte = 1 << 20;
  ::mallopt(M_TOP_PAD, kMegabyte);
  ::mallopt(M_TRIM_THRESHOLD, 64 * kMegabyte);
  ::mallopt(M_MMAP_THRESHOLD, 16 * kMegabyte);
}

}  // namespace grif
