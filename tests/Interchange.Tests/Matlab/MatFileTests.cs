using System.Text;
using Kiln.Interchange.Matlab;

namespace Kiln.Interchange.Tests.Matlab;

/// <summary>Level-5 files are read as they were written.</summary>
public sealed class MatFileTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void EveryClassComesBackBitByBit(bool compress)
    {
        using TemporaryFolder folder = new();
        MatFile written = MatSamples.EveryClass();
        written.Write(folder["x.mat"], compress);

        using MatFile read = MatFile.Read(folder["x.mat"]);

        MatAssert.Equal(written, read);
        Assert.Equal(["x.mat"], Directory.GetFiles(folder.Path).Select(path => Path.GetFileName(path)));
    }

    [Fact]
    public void TheOtherByteOrderIsRead()
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder["x.mat"], ByteOrder.Reversed(MatSamples.Bytes(MatSamples.EveryClass(), compress: false)));

        using MatFile read = MatFile.Read(folder["x.mat"]);

        MatAssert.Equal(MatSamples.EveryClass(), read);
    }

    /// <summary>As MATLAB writes x = [1 2 300]: a short name within the tag, and numbers in the smallest type that holds them.</summary>
    [Fact]
    public void NumbersMayBeStoredInASmallerType()
    {
        byte[] element =
        [
            14, 0, 0, 0, 56, 0, 0, 0,
            6, 0, 0, 0, 8, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0,
            5, 0, 0, 0, 8, 0, 0, 0, 1, 0, 0, 0, 3, 0, 0, 0,
            1, 0, 1, 0, (byte)'x', 0, 0, 0,
            4, 0, 0, 0, 6, 0, 0, 0, 1, 0, 2, 0, 44, 1, 0, 0,
        ];
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder["x.mat"], [.. Header(), .. element]);

        using MatFile read = MatFile.Read(folder["x.mat"]);

        MatArray<double> x = Assert.IsType<MatArray<double>>(read["x"]);
        Assert.Equal([1, 2, 300], x.Values.ToArray());
        Assert.Equal([1, 2, 255], x.To<byte>());
        Assert.Equal([2f, 300f], Part(x, 1, 2));
    }

    [Fact]
    public void WhatIsNotReadSaysSoWhenItIsNeeded()
    {
        // A sparse matrix beside a number.
        byte[] sparse =
        [
            14, 0, 0, 0, 48, 0, 0, 0,
            6, 0, 0, 0, 8, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0,
            5, 0, 0, 0, 8, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0,
            1, 0, 2, 0, (byte)'s', (byte)'p', 0, 0,
            0, 0, 0, 0, 0, 0, 0, 0,
        ];
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder["x.mat"], [.. MatSamples.Bytes(new MatFile { ["x"] = MatArray.Of(4) }, compress: true), .. sparse]);

        using MatFile read = MatFile.Read(folder["x.mat"]);

        Assert.Equal(4, ((MatArray)read["x"]).To<double>()[0]);
        Assert.Contains("full(x)", Assert.IsType<MatUnread>(read["sp"]).Reason, StringComparison.Ordinal);
        Assert.Contains("sparse", Assert.Throws<MatException>(() => read.Write(folder["y.mat"])).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["y.mat"]) || File.Exists(folder["y.mat.unfinished"]));
    }

    [Fact]
    public void NumbersOfAClosedFileAreAnError()
    {
        using TemporaryFolder folder = new();
        new MatFile { ["w"] = new MatArray<float>([1, 100], new float[100]) }.Write(folder["x.mat"], compress: false);

        MatFile file = MatFile.Read(folder["x.mat"]);
        file.Dispose();

        Assert.Contains("is closed", Assert.Throws<MatException>(() => ((MatArray)file["w"]).To<float>()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "is not a MATLAB file: it has 0 bytes")]
    [InlineData("# Created by Octave 7.3.0", "save -v7")]
    [InlineData("\0\0\0\0\u0001\0\0\0", "is a MATLAB 4 file, or none: save it with save -v7")]
    [InlineData("\0\0\u0003\u00e8\0\0\0\u0001", "is a MATLAB 4 file")]
    [InlineData("PK\u0003\u0004 something else entirely", "is not a MATLAB file")]
    [InlineData("<!DOCTYPE html><html><body>404</body></html>", "begins with '<!DOCTYPE html><html'")]
    [InlineData("\u0089HDF\r\n\u001a\n", "Kiln.Interchange.Hdf5")]
    public void OtherFilesAreRefusedInOneLine(string beginning, string message)
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder["x.mat"], beginning.Length == 0 ? [] : [.. Encoding.Latin1.GetBytes(beginning.PadRight(200))]);

        string error = Assert.Throws<MatException>(() => MatFile.Read(folder["x.mat"])).Message;

        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.Contains("x.mat", error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error);
    }

    [Fact]
    public void AMissingFileIsSaid() => Assert.Equal("there is no file 'nowhere.mat'", Assert.Throws<MatException>(() => MatFile.Read("nowhere.mat")).Message);

    [Theory]
    [InlineData("1st")]
    [InlineData("")]
    [InlineData("a b")]
    public void ANameThatMatlabRefusesIsRefused(string name)
    {
        using TemporaryFolder folder = new();

        Assert.Contains("cannot be the name", Assert.Throws<MatException>(() => new MatFile { [name] = MatArray.Of(1) }.Write(folder["x.mat"])).Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void TheLastIndexRunsFastestAfterTheBorder()
    {
        MatArray<float> array = new([2, 3, 2], [111, 211, 121, 221, 131, 231, 112, 212, 122, 222, 132, 232]);
        float[] rows = new float[12];

        ColumnMajor.ToRowMajor(array, rows);

        Assert.Equal([111, 112, 121, 122, 131, 132, 211, 212, 221, 222, 231, 232], rows);
        Assert.Equal(array.Values.ToArray(), ColumnMajor.FromRowMajor([2, 3, 2], rows).Values.ToArray());
    }

    private static float[] Part(MatArray array, int first, int count)
    {
        float[] part = new float[count];
        array.CopyTo<float>(part, first);
        return part;
    }

    private static byte[] Header() => [.. Encoding.ASCII.GetBytes("MATLAB 5.0 MAT-file".PadRight(116)), .. new byte[8], 0, 1, (byte)'I', (byte)'M'];
}
