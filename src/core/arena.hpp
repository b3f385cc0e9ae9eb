#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace grif {

/// Keeps texts and arrays of trivial values at fixed addresses until it dies; frees nothing before.
class Arena {
 public:
  Arena() = default;
  Arena(Arena&&) noexcept = default;
  Arena& operator=(Arena&&) noexcept = default;

  /// A copy of the text that lives as long as the arena.
  std::string_view store(std::string_view text) {
    if (text.empty()) return {};
    char* at = static_cast<char*>(allocate(text.size(), 1));
    std::memcpy(at, text.data(), text.size());
    return {at, text.size()};
  }
  template <typename T>
  std::span<T> store(std::span<const T> items) {
    static_assert(std::is_trivially_copyable_v<T>);
    static_assert(alignof(T) <= __STDCPP_DEFAULT_NEW_ALIGNMENT__);
    if (items.empty()) return {};
    T* at = static_cast<T*>(allocate(items.size_bytes(), alignof(T)));
    std::memcpy(static_cast<void*>(at), items.data(), items.size_bytes());
    return {at, items.size()};
  }
  /// Takes a whole buffer over without copying; the returned view lives as long as the arena.
  std::string_view adopt(std::string text) {
    total_ += text.size();
    adopted_.push_back(std::make_unique<std::string>(std::move(text)));
    return *adopted_.back();
  }
  /// What the arena holds of memory, in bytes: its chunks with their unused ends, and the adopted
  /// texts.
  [[nodiscard]] std::size_t bytes() const { return total_; }

 private:
  void* allocate(std::size_t size, std::size_t alignment) {
    // A large item has a chunk of its own, so that the rest of the current one is not lost.
    if (size > kLargestChunk / 4) return add_chunk(large_, size);
    std::size_t start = (used_ + alignment - 1) / alignment * alignment;
    if (start + size > room_) {
      // Many arenas hold a word or two: chunks begin small and grow.
      room_ = std::max(std::clamp(2 * room_, kFirstChunk, kLargestChunk), size);
      add_chunk(chunks_, room_);
      start = 0;
    }
    used_ = start + size;
    return chunks_.back().get() + start;
  }
  using Chunks = std::vector<std::unique_ptr<std::byte[]>>;
  std::byte* add_chunk(Chunks& chunks, std::size_t size) {
    chunks.push_back(std::make_unique_for_overwrite<std::byte[]>(size));
    total_ += size;
    return chunks.back().get();
  }
  static constexpr std::size_t kFirstChunk = 512, kLargestChunk = 64 * 1024;
  Chunks chunks_, large_;
  std::vector<std::unique_ptr<std::string>> adopted_;
  std::size_t used_ = 0, room_ = 0, total_ = 0;  ///< `room_`: of the last chunk
};

}  // namespace grif
