using Kiln.Interchange.Hdf5;
using Kiln.Interchange.Matlab;

namespace Kiln.Interchange.Tests.Matlab;

/// <summary>MATLAB 7.3 files give the same values as level-5 ones. The file was written by HDF5's own library through h5py, in MATLAB's layout, by the program beside it.</summary>
public sealed class Hdf5Tests
{
    private static readonly string Sample = Path.Combine(Repository.Root.FullName, "tests", "Interchange.Tests", "Matlab", "Files", "hdf5.mat");

    [Fact]
    public void ItsValuesAreRead()
    {
        Assert.True(MatHdf5File.IsHdf5(Sample));
        using MatFile file = MatHdf5File.Read(Sample);

        Assert.Equal(["big", "empty", "i16", "mask", "net", "none", "s", "sp", "text", "x"], file.Names.Order(StringComparer.Ordinal));
        MatStruct conv = (MatStruct)((MatCell)((MatStruct)file["net"])["layers"])[0];
        Assert.Equal("conv1", ((MatText)conv["name"]).Value);
        Assert.Equal([0, 1, 0, 1], ((MatArray)conv["pad"]).To<int>());
        MatArray<float> filters = Assert.IsType<MatArray<float>>(((MatCell)conv["weights"])[0]);
        Assert.Equal("2×3×4", filters.Extents);
        Assert.Equal(Enumerable.Range(1, 24).Select(t => (float)t), filters.Values.ToArray());
        Assert.Equal(("2×3", "0.25 0.5 0.75 1 1.25 1.5"), (file["x"].Extents, string.Join(" ", ((MatArray<double>)file["x"]).Values.ToArray())));
        Assert.Equal([-3, 4], ((MatArray<short>)file["i16"]).To<int>());
        Assert.True(((MatArray)file["mask"]).IsLogical);
        Assert.Equal("0×3", file["empty"].Extents);
        Assert.Equal(("two words", ""), (((MatText)file["text"]).Value, ((MatText)file["none"]).Value));
        Assert.Equal([1, 2, 3], Enumerable.Range(0, 3).Select(i => ((MatArray)((MatStruct)file["s"])[i, "a"]).To<int>()[0]));
        Assert.Equal(MatClass.Sparse, Assert.IsType<MatUnread>(file["sp"]).Class);
        Assert.Equal(Enumerable.Range(1, 1000).Select(i => (float)i), ((MatArray<float>)file["big"]).Values.ToArray());
    }

    [Fact]
    public void ItsModelIsFound()
    {
        using MatConvNetModel model = MatConvNetModel.Of(MatHdf5File.Read(Sample), Sample);

        Assert.Equal(["conv1 (conv 2×3×4, 1×2)", "relu1 (relu)"], model.Layers.Select(layer => layer.ToString()));
    }

    [Fact]
    public void TheOtherReaderSaysWhoReadsIt() =>
        Assert.Contains("read it with Kiln.Interchange.Hdf5 (MatHdf5File.Read)", Assert.Throws<MatException>(() => MatFile.Read(Sample)).Message, StringComparison.Ordinal);

    [Fact]
    public void MoreThanAllowedIsRefused() =>
        Assert.Contains("MostUnpackedBytes", Assert.Throws<MatException>(() => MatHdf5File.Read(Sample, new MatReadOptions { MostUnpackedBytes = 1000 })).Message, StringComparison.Ordinal);

    /// <summary>A file cut anywhere is an error of one line, or nothing that it lost was needed.</summary>
    [Fact]
    public void ACutFileIsAnError()
    {
        using TemporaryFolder folder = new();
        byte[] whole = File.ReadAllBytes(Sample);
        int errors = 0;
        for (int length = 0; length < whole.Length; length += 997)
        {
            File.WriteAllBytes(folder["x.mat"], whole[..length]);
            try
            {
                MatHdf5File.Read(folder["x.mat"]);
            }
            catch (MatException e)
            {
                errors++;
                Assert.Contains(folder["x.mat"], e.Message, StringComparison.Ordinal);
                Assert.DoesNotContain('\n', e.Message);
            }
        }

        Assert.True(errors > 10, $"{errors} errors");
    }
}
