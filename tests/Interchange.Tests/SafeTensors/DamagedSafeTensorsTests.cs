using System.Text;
using Kiln.Interchange.SafeTensors;
using Kiln.Interchange.Tests.Support;
using Kiln.Numerics;

namespace Kiln.Interchange.Tests.SafeTensors;

/// <summary>Whatever a file holds, loading ends in an error of one line and leaves the parameters alone.</summary>
public sealed class DamagedSafeTensorsTests
{
    private const string Scale = "\"Scale1.Scale\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}";

    [Theory]
    [InlineData("[]", "StartArray stands at byte 0")]
    [InlineData("{ ", "no JSON")]
    [InlineData("{}}", "no JSON")]
    [InlineData("{} 1", "no JSON")]
    [InlineData("{\"a\":1}", "Number stands at byte 5")]
    [InlineData("{\"__metadata__\":{\"a\":1}}", "Number stands at byte 21")]
    [InlineData("{\"__metadata__\":{\"a\":\"1\",\"a\":\"2\"}}", "two texts are named a")]
    [InlineData("{" + Scale + "," + Scale + "}", "two arrays are named Scale1.Scale")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}", "a lacks dtype, shape or two data_offsets")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4,8]}}", "a lacks dtype, shape or two data_offsets")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\"}}", "a has 'dtype', where")]
    [InlineData("{\"a\":{\"dtype\":\"F33\",\"shape\":[2],\"data_offsets\":[0,8]}}", "a is of type 'F33', which is unknown")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}", "a whole number from 0 on was expected")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,8]}}", "a whole number from 0 on was expected")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}", "a lies at 0 to 8, but its shape and type take 12 bytes")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}", "a lies at 8 to 0")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[9223372036854775807,9223372036854775807,4,4,4],\"data_offsets\":[0,8]}}", "a lies at 0 to 8")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904],\"data_offsets\":[0,0]}}", "a lies at 0 to 0")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}", "b begins at byte 4 of the values, but others lie there")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,16]}}", "nothing lies before it from 0 on")]
    [InlineData("{" + Scale + "}", "its arrays have 8 bytes, but 16 follow the header")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[6],\"data_offsets\":[0,24]}}", "its arrays have 24 bytes, but 16 follow the header")]
    [InlineData("{\"a\":{\"dtype\":{\"x\":{}}}}", "StartObject stands")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[[[[[[1]]]]]]}}", "no JSON")]
    public void AHeaderThatIsNoneIsOneError(string header, string problem) => Refused(SafeTensorsFileTests.Of(header, new byte[16]), problem);

    [Fact]
    public void LengthsAreBounded()
    {
        Refused([], "it has 0 bytes");
        Refused(new byte[9], "it has 9 bytes");
        Refused([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, .. "{}"u8], "it says that its header has 18446744073709551615 bytes, but from 2 to 2 can be");
        Refused([3, 0, 0, 0, 0, 0, 0, 0, .. "{}"u8], "its header has 3 bytes");
        Refused([1, 0, 0, 0, 0, 0, 0, 0, .. "{}"u8], "its header has 1 bytes");
        Refused([8, 0, 0, 0, 0, 0, 0, 0, .. "{\""u8, 0xff, 0xfe, .. "\":1}"u8], "no JSON");
        Refused(SafeTensorsFileTests.Of($"{{\"a\":{{\"dtype\":\"F32\",\"shape\":[{string.Join(",", Enumerable.Repeat("1", 33))}]", []), "more than 32 axes");
        Refused(SafeTensorsFileTests.Of($"{{\"{new string('x', 100_000)}\\n\":1}}", []), "Number stands");
    }

    [Fact]
    public void ANameOfAnyLengthIsShownInALine()
    {
        InterchangeException error = Refused(SafeTensorsFileTests.Of($"{{\"{new string('x', 100_000)}\\n\":{{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}}}", new byte[8]), "…");
        Assert.True(error.Message.Length < 1000);
    }

    [Fact]
    public void ThousandsOfMutationsEndInAnErrorOrLoad()
    {
        using TemporaryFolder folder = new();
        ParameterSet<StoredLayers> parameters = new();
        Weights.Draw(parameters, seed: 1);
        SafeTensorsFile.Save(folder["net.safetensors"], parameters);
        byte[] sound = File.ReadAllBytes(folder["net.safetensors"]);
        int refused = 0, header = 8 + BitConverter.ToInt32(sound);
        SeededRandom random = new(seed: 1);
        for (int i = 0; i < 4000; i++)
        {
            List<byte> content = [.. sound];
            for (int changes = 1 + random.Next(4); changes > 0; changes--)
                Change(content, random, header);

            long version = parameters.Version;
            try
            {
                SafeTensorsFile.Load(content.ToArray(), parameters);
            }
            catch (InterchangeException e)
            {
                Assert.DoesNotContain('\n', e.Message);
                Assert.Equal(version, parameters.Version);
                refused++;
            }
        }

        Assert.InRange(refused, 2000, 3999);
    }

    private static void Change(List<byte> content, SeededRandom random, int header)
    {
        if (content.Count == 0)
            return;

        // Most of them where a change can do harm.
        int at = random.Next(random.Next(4) == 0 ? content.Count : Math.Min(content.Count, header));
        switch (random.Next(6))
        {
            case 0:
                content[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                content[at] = (byte)random.Next(256);
                break;
            case 2:
                content.InsertRange(at, Encoding.UTF8.GetBytes(random.Next(2) == 0 ? "9999999999" : "[{\"a\":-1e9,"));
                break;
            case 3:
                content.RemoveRange(at, Math.Min(content.Count - at, 1 + random.Next(8)));
                break;
            case 4:
                content.RemoveRange(Math.Max(at, content.Count - 64), Math.Min(content.Count - at, 64));
                break;
            default:
                content.InsertRange(at, content.GetRange(random.Next(content.Count), 1));
                break;
        }
    }

    private static InterchangeException Refused(byte[] content, string problem)
    {
        ParameterSet<TwoNumbers> parameters = new();
        InterchangeException error = Assert.Throws<InterchangeException>(() => SafeTensorsFile.Load(content, parameters, "bad.safetensors"));
        Assert.StartsWith("bad.safetensors: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Equal(0, parameters.Version);
        return error;
    }
}
