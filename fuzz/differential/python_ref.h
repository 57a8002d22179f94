// An owned reference to a Python object.
#pragma once

#include <utility>

#define PY_SSIZE_T_CLEAN
#include <Python.h>

namespace basehttp::fuzz {

class PyRef {
 public:
  PyRef() = default;
  // Takes over a new reference; null is none.
  explicit PyRef(PyObject* owned) noexcept : object_(owned) {}
  PyRef(PyRef&& other) noexcept : object_(std::exchange(other.object_, nullptr)) {}
  PyRef& operator=(PyRef&& other) noexcept {
    std::swap(object_, other.object_);
    return *this;
  }
  ~PyRef() { Py_XDECREF(object_); }

  [[nodiscard]] PyObject* get() const noexcept { return object_; }
  [[nodiscard]] PyObject* release() noexcept { return std::exchange(object_, nullptr); }
  explicit operator bool() const noexcept { return object_ != nullptr; }

 private:
  PyObject* object_ = nullptr;
};

}  // namespace basehttp::fuzz
