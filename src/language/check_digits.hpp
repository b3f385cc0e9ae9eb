#pragma once

#include <string_view>

namespace grif {

// Numbers of Russian registers, digits only, with the check digits that their rules ask for.

/// ИНН of an organisation (10 digits) or a person (12), by the order of the tax service
/// ММВ-7-6/435@ of 29.06.2012 and the algorithm that it refers to.
bool is_valid_inn(std::string_view digits);
/// ОГРН (13 digits) or ОГРНИП (15), by the order of the ministry of finance 165н of 30.10.2017.
bool is_valid_ogrn(std::string_view digits);
/// СНИЛС (11 digits, blanks and hyphens between them allowed), by the order of the pension fund
/// 648п of 12.12.2014. Numbers up to 001-001-998 have no check digits.
bool is_valid_snils(std::string_view number);

}  // namespace grif
