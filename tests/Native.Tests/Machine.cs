using System.Runtime.InteropServices;

namespace Kiln.Native.Tests;

internal static class Machine
{
    public static void SkipElsewhere() =>
        Skip.IfNot(OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64, "programs and libraries are published for x86-64 Linux only");
}
