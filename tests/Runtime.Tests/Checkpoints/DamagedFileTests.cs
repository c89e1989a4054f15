using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Kiln.Checkpoints;
using Kiln.Data;

namespace Kiln.Tests.Checkpoints;

public sealed class DamagedFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ParameterSet parameters = new(DenseNetwork.Describe(new Shape(2, 2, 1), 3));
    private readonly byte[] sound;

    public DamagedFileTests()
    {
        parameters.Initialize(Initialization.He, 1);
        WeightsFile.Save(folder["weights.kiln"], parameters, new ImageNormalization(0.9f, 256), "abc");
        sound = File.ReadAllBytes(folder["weights.kiln"]);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_truncated_anywhere_is_refused()
    {
        for (int length = 0; length < sound.Length; length++)
            Refused(sound[..length]);
    }

    [Fact]
    public void A_file_with_any_byte_changed_is_refused()
    {
        for (int i = 0; i < sound.Length; i++)
        {
            byte[] damaged = [.. sound];
            damaged[i] ^= 0x41;
            Refused(damaged);
        }
    }

    /// <summary>The checksum is right, the content is not: another writer's mistakes must not do harm either.</summary>
    [Fact]
    public void A_wrong_length_is_found_behind_a_right_checksum()
    {
        int refused = 0;
        for (int i = 8; i < sound.Length - 32; i++)
        {
            foreach (byte value in new byte[] { 0x00, 0x7F, 0x80, 0xFF })
            {
                byte[] changed = [.. sound];
                changed[i] = value;
                ParameterSet other = new(parameters.Network);
                try
                {
                    WeightsFile.Load(Seal(changed), other, "changed");
                }
                catch (CheckpointException error)
                {
                    // Any other exception fails the test.
                    refused++;
                    Assert.DoesNotContain('\n', error.Message);
                    Assert.All(other.Values.ToArray(), kept => Assert.Equal(0, kept));
                }
            }
        }

        Assert.True(refused > 100);
    }

    [Fact]
    public void Messages_say_what_is_wrong_and_what_was_expected()
    {
        Assert.Equal("weights: is empty; a Kiln checkpoint was expected", Refused([]));
        Assert.StartsWith("weights: is not a Kiln checkpoint: it starts with 504B0304", Refused("PK\u0003\u0004 and so on"u8.ToArray()), StringComparison.Ordinal);
        Assert.Equal("weights: is truncated: it has 30 bytes, but the smallest checkpoint has 56", Refused(sound[..30]));
        Assert.Equal($"weights: is truncated: it has {sound.Length - 5} bytes, but its header expects {sound.Length}", Refused(sound[..^5]));
        Assert.Equal($"weights: is corrupt: it has {sound.Length + 1} bytes, but its header expects {sound.Length}", Refused([.. sound, 0]));
        byte[] flipped = [.. sound];
        flipped[^40] ^= 1;
        Assert.StartsWith("weights: is corrupt: its bytes have the SHA-256 ", Refused(flipped), StringComparison.Ordinal);
        byte[] future = [.. sound];
        foreach (byte version in new byte[] { 0, 4 })
        {
            future[8] = version;
            Assert.Equal($"weights: has format version {version}, but a version from 1 to 3 was expected", Refused(future));
        }
    }

    [Fact]
    public void A_missing_section_or_one_that_comes_twice_is_refused()
    {
        byte[] missing = [.. sound];
        Encoding.ASCII.GetBytes("WHAT").CopyTo(missing, sound.AsSpan().IndexOf("PARM"u8));
        Assert.Contains("has no section PARM; it has NETW, WHAT, NORM, CLAS", Refused(Seal(missing)), StringComparison.Ordinal);
        byte[] twice = [.. sound];
        Encoding.ASCII.GetBytes("NETW").CopyTo(twice, sound.AsSpan().IndexOf("PARM"u8));
        Assert.Contains("it has section NETW twice", Refused(Seal(twice)), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_networks_file_names_the_first_difference()
    {
        Assert.Equal(
            "weights: holds another network's parameters: layer 1 of Tests.Dense is Scores (conv 1×1×3 from Image, window 2×2, stride 1×1, pad 0 0 0 0, 3 filters of depth 1), but "
                + "Scores (conv 1×1×3 from Image, window 3×2, stride 1×1, pad 0 0 0 0, 3 filters of depth 1) of Tests.Taller was expected",
            RefusedFor(DenseNetwork.Describe(new Shape(3, 2, 1), 3, "Tests.Taller")));
        Assert.Equal(
            "weights: holds another network's parameters: layer 1 of Tests.Dense is Scores (conv 1×1×3 from Image, window 2×2, stride 1×1, pad 0 0 0 0, 3 filters of depth 1), but "
                + "Scores (conv 1×1×4 from Image, window 2×2, stride 1×1, pad 0 0 0 0, 4 filters of depth 1) of Tests.Dense was expected",
            RefusedFor(DenseNetwork.Describe(new Shape(2, 2, 1), 4)));
        Assert.Equal(
            "weights: holds another network's parameters: array 1 is Scores.Biases 3, but nothing of Tests.Dense was expected",
            RefusedFor(DenseNetwork.Describe(new Shape(2, 2, 1), 3, bias: false)));
        NetworkDescription longer = parameters.Network with { Layers = [.. parameters.Network.Layers, parameters.Network.Layers[1] with { Name = "More" }] };
        Assert.Contains("layer 3 of Tests.Dense is missing, but More (conv", RefusedFor(longer), StringComparison.Ordinal);
        NetworkDescription turned = parameters.Network with
        {
            Parameters = [parameters.Network.Parameters[0] with { Dimensions = [4, 1, 1, 3] }, parameters.Network.Parameters[1]],
        };
        Assert.Contains("array 0 is Scores.Weights 2×2×1×3, but Scores.Weights 4×1×1×3 of Tests.Dense was expected", RefusedFor(turned), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_or_cannot_be_read_is_named()
    {
        string path = folder["nothing.kiln"];
        Assert.Equal($"{path}: there is no such file", Assert.Throws<CheckpointException>(() => WeightsFile.Load(path, parameters)).Message);
        Assert.StartsWith($"{folder.Path}: cannot be read: ", Assert.Throws<CheckpointException>(() => WeightsFile.Load(folder.Path, parameters)).Message, StringComparison.Ordinal);
    }

    /// <summary>Of a file that is trusted all is checked but the checksum.</summary>
    [Fact]
    public void A_trusted_file_may_have_other_values_and_no_other_length()
    {
        string path = folder["trusted.kiln"];
        byte[] changed = [.. sound];
        changed[^1] ^= 0x41;
        File.WriteAllBytes(path, changed);
        ParameterSet other = new(parameters.Network);
        Assert.Throws<CheckpointException>(() => WeightsFile.Load(path, other));
        WeightsFile.Load(path, other, trusted: true);
        Assert.Equal(parameters.Values.ToArray(), other.Values.ToArray());

        foreach (int length in new[] { 0, 1, 30, sound.Length - 1 })
        {
            File.WriteAllBytes(path, sound[..length]);
            Assert.Matches($"^{path}: is (empty|truncated|not a Kiln checkpoint)", Assert.Throws<CheckpointException>(() => WeightsFile.Load(path, other, trusted: true)).Message);
        }

        Assert.Equal($"{folder["nothing.kiln"]}: there is no such file", Assert.Throws<CheckpointException>(() => WeightsFile.Load(folder["nothing.kiln"], other, trusted: true)).Message);
        Assert.StartsWith($"{folder.Path}: cannot be read: ", Assert.Throws<CheckpointException>(() => WeightsFile.Load(folder.Path, other, trusted: true)).Message, StringComparison.Ordinal);
    }

    private static byte[] Seal(byte[] content)
    {
        BinaryPrimitives.WriteInt64LittleEndian(content.AsSpan(16), content.Length);
        SHA256.HashData(content.AsSpan(..^32)).CopyTo(content, content.Length - 32);
        return content;
    }

    private string RefusedFor(NetworkDescription network)
    {
        ParameterSet other = new(network);
        string message = Assert.Throws<CheckpointException>(() => WeightsFile.Load(sound, other, "weights")).Message;
        Assert.All(other.Values.ToArray(), value => Assert.Equal(0, value));
        return message;
    }

    private string Refused(byte[] content)
    {
        float[] before = parameters.Values.ToArray();
        long version = parameters.Version;
        string message = Assert.Throws<CheckpointException>(() => WeightsFile.Load(content, parameters, "weights")).Message;
        Assert.Equal(before, parameters.Values.ToArray());
        Assert.Equal(version, parameters.Version);
        Assert.DoesNotContain('\n', message);
        return message;
    }
}
