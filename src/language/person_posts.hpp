#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace grif {

/// A post in a form in which two spellings of it are equal: «зам. директора по УВР» and
/// «заместителю директора по учебно-воспитательной работе».
struct PostKey {
  std::u32string head;               ///< stem of the first post word; empty: no post
  std::vector<std::u32string> rest;  ///< stems of the others, sorted, without prepositions
  bool operator==(const PostKey&) const = default;
};
PostKey read_post(std::string_view post);

/// Whether one person can hardly hold both: deputies and heads of different matters. A teacher of
/// two subjects, or a teacher and a deputy, is one person without any doubt.
bool contradict(const PostKey& a, const PostKey& b);

}  // namespace grif
