#pragma once

#include <vector>

#include "xml/tree.hpp"

namespace grif {

/// The text of a pack whose rules are not all compiled yet.
struct RulesToCome {
  XmlTree tree;
  std::vector<XmlNode> nodes;  ///< a `rule` element for each of Pack::rules
  bool in_both_languages =
      true;  ///< or only in that of the messages, which is all that a run needs
};

}  // namespace grif
