using System.Runtime.InteropServices;

namespace Kiln.Numerics;

/// <summary>Asks the system to hold memory in large pages where it can: large maps are walked through from end to end, and every small page costs a walk through the tables of pages.</summary>
/// <remarks>Linux has them for those who ask (transparent huge pages, <c>madvise</c>); elsewhere, and where it has none left, everything stays as it is.</remarks>
internal static partial class LargePages
{
    /// <summary>Bytes of a large page, and from how many bytes on it is worth a call.</summary>
    private const nint Page = 2 << 20, Least = 2 * Page;

    /// <summary>The advice that asks for large pages.</summary>
    private const int HugePage = 14;

    /// <summary>Asks for them for what lies wholly within memory that nobody has touched yet.</summary>
    /// <param name="address">Where it starts.</param>
    /// <param name="bytes">How much it is.</param>
    public static void Ask(nint address, nint bytes)
    {
        if (!OperatingSystem.IsLinux() || bytes < Least)
            return;

        nint first = (address + Page - 1) / Page * Page, end = (address + bytes) / Page * Page;
        if (end > first)
            _ = Advise(first, end - first, HugePage);
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nint address, nint bytes, int advice);
}
