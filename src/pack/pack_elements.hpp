#pragma once

#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostics.hpp"
#include "xml/tree.hpp"

namespace grif {

/// Reads elements of pack.xml strictly: what is unknown, missing or not allowed is reported at its
/// line:column with what would be right.
class PackElements {
 public:
  explicit PackElements(Diagnostics& diagnostics) : diagnostics_(&diagnostics) {}
  [[nodiscard]] Diagnostics& diagnostics() const { return *diagnostics_; }

  /// Reports attributes that are not among `known`.
  void check_attributes(XmlNode node, std::initializer_list<std::string_view> known);
  /// Child elements whose names are among `known`; others, and text, are reported.
  std::vector<XmlNode> children(XmlNode node, std::initializer_list<std::string_view> known);
  /// The text of an element that holds nothing else; an empty one is reported.
  std::string text(XmlNode node);

  /// A required attribute; empty if it is missing or blank, which is reported.
  std::string required(XmlNode node, std::string_view attribute);
  /// A required attribute that must be an identifier: small Latin letters, digits and `joint`
  /// (`_` in names that expressions use, `-` in names of documents and rules).
  std::string identifier(XmlNode node, std::string_view attribute, char joint);
  /// `yes` or `no`; `no` where it is missing.
  bool flag(XmlNode node, std::string_view attribute);
  /// A number of at least 0 with a point.
  double number(XmlNode node, std::string_view attribute, double otherwise);
  /// The index of one of the words; `otherwise` where the attribute is missing or wrong.
  std::size_t choice(XmlNode node, std::string_view attribute,
                     std::span<const std::string_view> words, std::size_t otherwise);
  /// Words of an attribute, separated by blanks or commas, each with its place.
  struct Word {
    std::string text;
    Place place;
  };
  std::vector<Word> words(XmlNode node, std::string_view attribute);

  void report_unknown(Kind kind, Place place, std::string_view name,
                      const std::vector<std::string>& known);

 private:
  Diagnostics* diagnostics_;
};

/// The nearest of the known names, or all of them, for a message.
std::string suggest_names(std::string_view name, const std::vector<std::string>& known);

}  // namespace grif
