// A recorded name stands for one build of an interpreter.
#pragma once

#include <string>

#include "conformance/harness/process_subject.h"
#include "conformance/harness/subjects_file.h"

namespace basehttp::conformance {

// SubjectError when the subject says that it is another version than `name`, or when
// another build was recorded under this name.
void check_build(const std::string& name, const Identity& identity,
                 const RecordedSubjects& recorded);

}  // namespace basehttp::conformance
