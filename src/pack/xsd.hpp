#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "data/schema.hpp"

namespace grif {

/// What a generated XSD is for.
enum class XsdFor : std::uint8_t {
  people,     ///< documentation, types of values, required and unique columns
  structure,  ///< names, order and nesting only: values are judged as those of a workbook are
};

/// An XML Schema 1.0 of programme data (vocabulary: templates/README.md): the root element
/// `programme` holds the sheets of the schema in any order, a sheet its rows, a row its columns in
/// the schema's order. What it accepts for people, Grif reads; Grif also reads values in other
/// notations (a date in words, «Да» for «да»), as it does in a workbook.
std::string write_xsd(const Schema& schema, XsdFor use);
/// The same of some sheets alone: true by SheetId.
std::string write_xsd(const Schema& schema, XsdFor use, const std::vector<bool>& sheets);

}  // namespace grif
