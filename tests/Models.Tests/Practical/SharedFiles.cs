using System.Runtime.InteropServices;
using Kiln.Models.Practical;
using Kiln.Tests.Support;

namespace Kiln.Models.Tests.Practical;

/// <summary>Files that a clone need not have beside it: the practical's pictures and MatConvNet's numbers.</summary>
internal static class SharedFiles
{
    /// <summary>A file, or the reason to skip.</summary>
    /// <param name="parts">Its path below the folder.</param>
    public static string Require(params string[] parts)
    {
        string path = Path.Combine([Repository.Shared, .. parts]);
        Skip.IfNot(File.Exists(path), $"there is no ../shared/{string.Join('/', parts)}");
        return path;
    }

    /// <summary>Numbers of the tiny network's run, column by column as they are stored.</summary>
    /// <param name="name">The tensor.</param>
    public static float[] Trace(string name) =>
        MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(Require("golden", "e2e", "tinycnn_exercise3", name + ".bin"))).ToArray();

    /// <summary>A map of that run, row by row.</summary>
    /// <param name="name">The tensor.</param>
    public static ImageMap Map(string name) => new(480, 480, 1, Transposed(Trace(name), 480, 480));

    /// <summary>Row by row, from column by column.</summary>
    public static float[] Transposed(float[] columns, int height, int width)
    {
        float[] rows = new float[height * width];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
                rows[(y * width) + x] = columns[(x * height) + y];
        }

        return rows;
    }
}
