#include <algorithm>
#include <vector>

#include "validate/validate.hpp"

namespace grif {

void mark_faulty(Programme& programme, const Diagnostics& diagnostics) {
  std::vector<Place> faults;
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    if (diagnostic.severity == Severity::error && diagnostic.place.is_cell())
      faults.push_back(diagnostic.place);
  }
  if (faults.empty()) return;
  std::ranges::sort(faults, [](Place a, Place b) { return a < b; });
  for (Table& table : programme.tables) {
    for (Cell& cell : table.cells) {
      if (!cell.place.is_cell()) continue;
      const auto found = std::lower_bound(faults.begin(), faults.end(), cell.place);
      if (found != faults.end() && *found == cell.place) cell.value = Value::faulty();
    }
  }
}

}  // namespace grif
