// The reference handler as a subject: it does what one CPython does.
#pragma once

#include "basehttp/profile.h"
#include "conformance/harness/subject.h"

namespace basehttp::conformance {

class ReferenceSubject final : public Subject {
 public:
  explicit ReferenceSubject(const Profile& profile) : profile_(profile) {}

  // Never kCrashed, kTimedOut or kProtocolError.
  Answer run(const Case& one) override;

 private:
  const Profile& profile_;
};

}  // namespace basehttp::conformance
