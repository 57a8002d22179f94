// The reference handler as a subject: it does what one CPython does.
#pragma once

#include "basehttp/profile.h"
#include "conformance/harness/subject.h"

namespace basehttp::conformance {

class ReferenceSubject final : public Subject {
 public:
  explicit ReferenceSubject(const Profile& profile) : profile_(profile) {}

 private:
  // Never kCrashed, kTimedOut or kProtocolError.
  Answer answer(const Case& one, const Delivery& delivery) override;

  const Profile& profile_;
};

}  // namespace basehttp::conformance
