using System.Runtime.InteropServices;

namespace Kiln.Numerics;

/// <summary>Asks the system to hold memory in large pages where it can: large maps are walked through from end to end, and every small page costs a walk through the tables of pages.</summary>
/// <remarks>Linux has them for those who ask (transparent huge pages, <c>madvise</c>); elsewhere, and where it has none left, everything stays as it is.</remarks>
internal static partial class LargePages
{
    /// <summary>Bytes of a large page, and from how many bytes on it is worth a call.</summary>
    private const nint Page = 2 << 20, Least = 2 * Page;

    /// <summary>The advice that asks for large pages, and that which gives pages back.</summary>
    private const int HugePage = 14, DontNeed = 4;

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

    /// <summary>Zeros what nobody will read again; where the system can, it takes back the whole pages of it.</summary>
    /// <param name="values">Part of an array that the garbage collector does not move.</param>
    public static unsafe void GiveBack(Span<float> values)
    {
        fixed (float* start = values)
        {
            nint page = Environment.SystemPageSize;
            nint first = ((nint)start + page - 1) / page * page, end = (nint)(start + values.Length) / page * page;
            if (!OperatingSystem.IsLinux() || end <= first || Advise(first, end - first, DontNeed) != 0)
            {
                values.Clear();
                return;
            }

            values[..(int)((first - (nint)start) / sizeof(float))].Clear();
            values[(int)((end - (nint)start) / sizeof(float))..].Clear();
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nint address, nint bytes, int advice);
}
