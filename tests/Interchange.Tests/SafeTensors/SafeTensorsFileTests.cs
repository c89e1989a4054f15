using System.Buffers.Binary;
using System.Text;
using Kiln.Checkpoints;
using Kiln.Data;
using Kiln.Interchange.SafeTensors;
using Kiln.Interchange.Tests.Matlab;
using Kiln.Interchange.Tests.Support;
using Kiln.Networks.Tests.Networks;

namespace Kiln.Interchange.Tests.SafeTensors;

/// <summary>Weights go out and come back, and what others write comes in.</summary>
public sealed class SafeTensorsFileTests
{
    [Theory]
    [InlineData(TensorOrder.Kiln)]
    [InlineData(TensorOrder.PyTorch)]
    public void WhatIsSavedIsLoaded(TensorOrder order)
    {
        using TemporaryFolder folder = new();
        ParameterSet<StoredLayers> saved = new(), loaded = new();
        Weights.Draw(saved, seed: 1);
        SafeTensorsFile.Save(folder["net.safetensors"], saved, new ImageNormalization(0.1f, 3), "ab\"ü", order);
        SafeTensorsInfo info = SafeTensorsFile.Load(folder["net.safetensors"], loaded);

        Assert.Equal(saved.Values, loaded.Values);
        Assert.Equal((order, typeof(StoredLayers).FullName, "ab\"ü"), (info.Order, info.Network, info.Classes));
        Assert.Equal(new ImageNormalization(0.1f, 3), info.Normalization);
        Assert.Contains("channels", info.Metadata["order"], StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Theory]
    [InlineData(TensorOrder.Kiln)]
    [InlineData(TensorOrder.PyTorch)]
    public void APartIsLoadedByName(TensorOrder order)
    {
        using TemporaryFolder folder = new();
        ParameterSet<SmallVgg> saved = new(), parameters = new();
        Weights.Draw(saved, seed: 1);
        SafeTensorsFile.Save(folder["all.safetensors"], saved, order: order);
        ParameterSet<SmallGraph> other = new();
        Weights.Draw(other, seed: 2);
        float[] conv1 = other["Conv1.Weights"].Values.ToArray();

        LoadReport report = SafeTensorsFile.LoadMatching(folder["all.safetensors"], parameters);
        Assert.Equal(saved.Values, parameters.Values);
        Assert.Empty((string[])[.. report.Missing, .. report.Unused, .. report.Misfits]);

        // Both have Scores, of other extents; the network's other layers are not in the file.
        InterchangeException error = Assert.Throws<InterchangeException>(() => SafeTensorsFile.LoadMatching(folder["all.safetensors"], other));
        Assert.Contains("has nothing for SmallGraph: Scores.", error.Message, StringComparison.Ordinal);
        Assert.Contains(" in the file, but ", error.Message, StringComparison.Ordinal);
        Assert.Equal(conv1, other["Conv1.Weights"].Values);
    }

    [Fact]
    public void AFileIsAHeaderAndValues()
    {
        using TemporaryFolder folder = new();
        ParameterSet<TwoNumbers> parameters = new();
        parameters["Scale1.Scale"].Set([1.5f, 2]);
        parameters["Scale1.Shift"].Set([3, 4]);
        SafeTensorsFile.Save(folder["net.safetensors"], parameters);

        byte[] content = File.ReadAllBytes(folder["net.safetensors"]);
        int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(content);
        Assert.Equal(0, length % 8);
        Assert.Equal(
            $$$"""
            {"__metadata__":{"network":"{{{typeof(TwoNumbers).FullName}}}","order":"filters: rows x columns x channels x filters; of transposed convolutions: rows x columns x output x input channels"},
            "Scale1.Scale":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"Scale1.Shift":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}}
            """.ReplaceLineEndings(""),
            Encoding.UTF8.GetString(content, 8, length).TrimEnd());
        Assert.Equal([1.5f, 2, 3, 4], System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(content.AsSpan(8 + length)));
    }

    [Fact]
    public void PyTorchsNamesAndOrder()
    {
        using TemporaryFolder folder = new();
        ParameterSet<StoredLayers> parameters = new();
        Weights.Draw(parameters, seed: 1);
        SafeTensorsFile.Save(folder["net.safetensors"], parameters, order: TensorOrder.PyTorch);

        byte[] content = File.ReadAllBytes(folder["net.safetensors"]);
        SafeTensorsHeader header = SafeTensorsHeader.Read(content, "net");
        Assert.Equal(
            [
                "Conv1.weight 4×3×2×5", "Conv1.bias 4", "Norm1.weight 4", "Norm1.bias 4", "Norm1.running_mean 4", "Norm1.running_var 4", "Up.weight 4×3×3×2", "Up.bias 6", "Scale1.weight 6", "Scale1.bias 6",
                "Scores.weight 5×360",
            ],
            header.Tensors.Select(tensor => $"{tensor.Key} {tensor.Value.Extents}"));

        // Filter 3, channel 1, row 1, column 4 there is row 1, column 4, channel 1, filter 3 here.
        ReadOnlySpan<float> weights = header.Tensors["Conv1.weight"].Values(content.AsSpan(header.DataStart));
        Assert.Equal(parameters["Conv1.Weights"].Values[(((((1 * 5) + 4) * 3) + 1) * 4) + 3], weights[(((((3 * 3) + 1) * 2) + 1) * 5) + 4]);
    }

    [Fact]
    public void HalvesAreReadToo()
    {
        byte[] values = [0x00, 0x3e, 0x00, 0xc0, 0x80, 0x3f, 0x49, 0x40];
        byte[] file = Of("""{"Scale1.Shift":{"shape":[2],"dtype":"BF16","data_offsets":[4,8]},"Scale1.Scale":{"dtype":"F16","data_offsets":[0,4],"shape":[2]}}""", values);
        ParameterSet<TwoNumbers> parameters = new();
        SafeTensorsInfo info = SafeTensorsFile.Load(file, parameters);
        Assert.Equal([1.5f, -2], parameters["Scale1.Scale"].Values);
        Assert.Equal([1, 3.140625f], parameters["Scale1.Shift"].Values);
        Assert.Equal(("", null, ""), (info.Network, info.Normalization, info.Classes));
    }

    [Fact]
    public void PyTorchsCounterIsPassedOver()
    {
        byte[] file = Of(
            """{"Scale1.weight":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"Scale1.bias":{"dtype":"F32","shape":[2],"data_offsets":[8,16]},"Norm.num_batches_tracked":{"dtype":"I64","shape":[],"data_offsets":[16,24]}}""",
            new byte[24]);
        Assert.Equal(TensorOrder.PyTorch, SafeTensorsFile.Load(file, new ParameterSet<TwoNumbers>()).Order);
    }

    [Fact]
    public void WhatDoesNotFitIsListedAtOnce()
    {
        byte[] file = Of(
            """
            {"Conv1.Weights":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]},"Norm1.Scale":{"dtype":"I32","shape":[4],"data_offsets":[4,20]},"Another":{"dtype":"U8","shape":[],"data_offsets":[20,21]},
            "Norm1.Shift":{"dtype":"F16","shape":[4],"data_offsets":[21,29]}}
            """,
            new byte[29]);
        ParameterSet<StoredLayers> parameters = new();
        InterchangeException error = Assert.Throws<InterchangeException>(() => SafeTensorsFile.Load(file, parameters, "bad.safetensors"));
        Assert.Equal(
            [
                "Conv1.Weights is 1×1, but the network's is 2×5×3×4",
                "Conv1.Biases is missing",
                "Norm1.Scale is of type I32, but F32, F16 or BF16 was expected",
                "Norm1.Mean is missing",
                "Norm1.Variance is missing",
                "Up.Weights is missing",
                "Up.Biases is missing",
                "Scale1.Scale is missing",
                "Scale1.Shift is missing",
                "Scores.Weights is missing",
                "Another is none of the network's arrays",
            ],
            error.Problems);
        Assert.Equal($"bad.safetensors: does not fit the network: {string.Join("; ", error.Problems)}", error.Message);
        Assert.Equal(0, parameters.Version);
    }

    /// <summary>A file with a header.</summary>
    internal static byte[] Of(string header, byte[] values)
    {
        byte[] text = Encoding.UTF8.GetBytes(header), length = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)text.Length);
        return [.. length, .. text, .. values];
    }
}

/// <summary>All kinds of arrays.</summary>
[Network]
public sealed partial class StoredLayers
{
    [Input(6, 9, 3)]                                            public partial Layer          Image  { get; }
    [Conv(2, 5, 4)]                                             public partial ConvLayer      Conv1  { get; }
    [BatchNorm]                                                 public partial BatchNormLayer Norm1  { get; }
    [ConvTranspose(3, 2, 6, StrideY = 2, Groups = 2, CropTop = 1, Crop = 0)] public partial ConvLayer Up { get; }
    [AvgPool(1)]                                                public partial Layer          Same   { get; }
    [Scale]                                                     public partial ScaleLayer     Scale1 { get; }
    [Dense(5, Bias = false)]                                    public partial ConvLayer      Scores { get; }
}

/// <summary>Two arrays of two numbers.</summary>
[Network]
public sealed partial class TwoNumbers
{
    [Input(1, 1, 2)] public partial Layer      Image  { get; }
    [Scale]          public partial ScaleLayer Scale1 { get; }
}
