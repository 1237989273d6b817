import Glibc

/// Swift's crash catcher prints memory and registers to standard output, where facts go, and waits at a
/// terminal. A runbook's values have no business there, so a crash ends the process as it would in C.
enum CrashReports {
  static func turnOff() {
    for signal in [SIGQUIT, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGTRAP] {
      Glibc.signal(signal, SIG_DFL)
    }
  }
}
