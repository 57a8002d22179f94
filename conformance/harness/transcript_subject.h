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

  // Unsupported: not recorded there.
  Answer run(const Case& one) override;

 private:
  const Transcripts& transcripts_;
  std::string name_;
};

}  // namespace basehttp::conformance
