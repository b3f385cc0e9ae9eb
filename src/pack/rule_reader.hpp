#pragma once

#include <vector>

#include "xml/tree.hpp"

namespace grif {

/// The text of a pack whose rules are not all compiled yet.
struct RulesToCome {
  XmlTree tree;
  std::vector<XmlNode> nodes;  ///< a `rule` element for each of Pack::rules
};

}  // namespace grif
