import CLinux
import Glibc

/// How this process behaves when something breaks.
enum CrashReports {
  /// Swift's crash catcher prints memory and registers to standard output, where facts go, and
  /// waits at a terminal. A runbook's values have no business there, so a crash ends the process as
  /// it would in C.
  static func turnOff() {
    for signal in [SIGQUIT, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGTRAP] {
      Glibc.signal(signal, SIG_DFL)
    }
  }

  /// A reader of our output that goes away is no reason for a run to stop.
  static func ignoreBrokenPipes() { stile_ignore_broken_pipes() }
}
