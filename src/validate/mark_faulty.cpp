#include <algorithm>
#include <vector>

#include "validate/validate.hpp"

namespace grif {

void mark_faulty(Programme& programme, const Diagnostics& diagnostics) {
  std::vector<Place> places;
  for (const Diagnostic& diagnostic : diagnostics.all())
    if (diagnostic.severity == Severity::error &&
        (diagnostic.place.is_cell() || diagnostic.place.is_position()))
      places.push_back(diagnostic.place);
  if (places.empty()) return;
  std::sort(places.begin(), places.end());
  for (Table& table : programme.tables) {
    for (std::uint32_t row = 0; row < table.rows.size(); ++row) {
      for (const ColumnId column : table.printed_order) {
        Cell& cell = table.cell(row, column);
        if (std::binary_search(places.begin(), places.end(), cell.place))
          cell.value = Value::faulty();
      }
    }
  }
}

}  // namespace grif
