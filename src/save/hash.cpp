#include "save/save.hpp"

// The functions of one algorithm: the general interface (EVP) loads and configures the whole
// library first, which costs a run more than all its hashing.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <array>

#include <openssl/sha.h>

namespace grif {

std::string sha256_hex(std::string_view bytes) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256_CTX context;
  SHA256_Init(&context);
  SHA256_Update(&context, bytes.data(), bytes.size());
  SHA256_Final(digest.data(), &context);
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  hex.reserve(digest.size() * 2);
  for (const unsigned char byte : digest) {
    hex += kDigits[byte >> 4];
    hex += kDigits[byte & 0xF];
  }
  return hex;
}

}  // namespace grif
