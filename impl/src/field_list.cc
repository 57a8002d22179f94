#include "basehttp/field_list.h"

namespace basehttp {

void FieldList::make_values() const {
  const std::string_view block = block_.latin1();
  fields_.resize(places_.size());
  for (std::size_t i = 0; i < places_.size(); ++i) {
    fields_[i].name.assign_borrowed(places_[i].name_in(block));
    fields_[i].value.assign_borrowed(places_[i].value_in(block));
  }
  places_.clear();
}

void FieldList::drop_values() noexcept { fields_.clear(); }

}  // namespace basehttp
