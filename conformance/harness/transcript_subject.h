// A recorded interpreter, answering from its transcripts.
#pragma once

#include <string>

#include "conformance/harness/subject.h"
#include "conformance/harness/transcript.h"

namespace basehttp::conformance {

class TranscriptSubject final : public Subject {
 public:
  // Answers what `name` ("cpython-3.13.0") answered.  The transcripts must outlive the subject.
  TranscriptSubject(const Transcripts& transcripts, std::string name)
      : transcripts_(transcripts), name_(std::move(name)) {}

 private:
  // Unsupported: not recorded there, or a delivery other than whole.
  Answer answer(const Case& one, const Delivery& delivery) override;

  const Transcripts& transcripts_;
  std::string name_;
};

}  // namespace basehttp::conformance
