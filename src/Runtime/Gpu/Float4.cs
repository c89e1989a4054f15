using System.Runtime.InteropServices;

namespace Kiln.Gpu;

/// <summary>Four floats that a kernel loads and stores as 16 bytes.</summary>
[StructLayout(LayoutKind.Sequential, Size = 16)]
public struct Float4
{
    /// <summary>The first.</summary>
    public float X;

    /// <summary>The second.</summary>
    public float Y;

    /// <summary>The third.</summary>
    public float Z;

    /// <summary>The fourth.</summary>
    public float W;
}
