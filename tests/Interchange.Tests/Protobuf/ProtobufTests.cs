using Kiln.Interchange.Protobuf;
using Kiln.Numerics;

namespace Kiln.Interchange.Tests.Protobuf;

public sealed class ProtobufTests
{
    /// <summary>The examples of the format's own description, https://protobuf.dev/programming-guides/encoding.</summary>
    [Fact]
    public void MessagesAreWrittenAsTheFormatSays()
    {
        Assert.Equal([0x08, 0x96, 0x01], Bytes(new ProtobufMessage().Number(1, 150)));
        Assert.Equal([0x12, 0x07, .. "testing"u8], Bytes(new ProtobufMessage().Text(2, "testing")));
        Assert.Equal([0x1a, 0x03, 0x08, 0x96, 0x01], Bytes(new ProtobufMessage().Message(3, new ProtobufMessage().Number(1, 150))));
        Assert.Equal([0x08, 0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01], Bytes(new ProtobufMessage().Number(1, -2)));
        Assert.Equal([0x25, 0x00, 0x00, 0x80, 0x3f], Bytes(new ProtobufMessage().Float(4, 1)));
    }

    [Fact]
    public void WhatIsWrittenIsRead()
    {
        byte[] bytes = Bytes(new ProtobufMessage().Number(1, -2).Text(16, "ä").Float(3, 0.5f).Numbers(4, 5, long.MaxValue).Bytes(5, new byte[] { 1, 0x80, 0x01 }));
        ProtobufReader reader = new(bytes);
        Assert.True(reader.Next());
        Assert.Equal((1, -2), (reader.Field, reader.Number()));
        Assert.True(reader.Next());
        Assert.Equal((16, "ä"), (reader.Field, reader.Text()));
        Assert.True(reader.Next());
        Assert.Equal((3, 0.5f), (reader.Field, reader.Float()));
        Assert.True(reader.Next());
        reader.Skip();
        Assert.True(reader.Next());
        Assert.Equal((4, long.MaxValue), (reader.Field, reader.Number()));
        Assert.True(reader.Next());
        ProtobufReader packed = new(reader.Bytes());
        Assert.True(packed.NextPacked(out long first) && packed.NextPacked(out long second) && (first, second) == (1, 128));
        Assert.False(packed.NextPacked(out _));
        Assert.False(reader.Next());
    }

    [Theory]
    [InlineData(new byte[] { 0x08 }, "cut short")]
    [InlineData(new byte[] { 0x80 }, "cut short")]
    [InlineData(new byte[] { 0x12, 0x07, 1 }, "cut short")]
    [InlineData(new byte[] { 0x12, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01 }, "cut short")]
    [InlineData(new byte[] { 0x0d, 1, 2 }, "cut short")]
    [InlineData(new byte[] { 0x09, 1, 2, 3, 4 }, "cut short")]
    [InlineData(new byte[] { 0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01 }, "more than ten bytes")]
    [InlineData(new byte[] { 0x00, 0x01 }, "no field")]
    [InlineData(new byte[] { 0x0b }, "no field")]
    public void DamageIsOneError(byte[] message, string problem) => Assert.Contains(problem, Assert.Throws<InvalidDataException>(() => Walk(message)).Message, StringComparison.Ordinal);

    [Fact]
    public void ATypeThatIsNotExpectedIsAnError()
    {
        Assert.Contains("Bytes in field 2, where Varint was expected", Assert.Throws<InvalidDataException>(() =>
        {
            ProtobufReader reader = new([0x12, 0x00]);
            reader.Next();
            reader.Number();
        }).Message, StringComparison.Ordinal);
        Assert.Contains("not UTF-8", Assert.Throws<InvalidDataException>(() =>
        {
            ProtobufReader reader = new([0x12, 0x01, 0xff]);
            reader.Next();
            reader.Text();
        }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RandomBytesEndInAnErrorOrTheEnd()
    {
        SeededRandom random = new(seed: 1);
        for (int i = 0; i < 5000; i++)
        {
            byte[] message = [.. Enumerable.Range(0, random.Next(40)).Select(_ => (byte)random.Next(256))];
            try
            {
                Walk(message);
            }
            catch (InvalidDataException)
            {
            }
        }
    }

    /// <summary>Reads every value, and what may be messages within.</summary>
    private static void Walk(ReadOnlySpan<byte> message)
    {
        ProtobufReader reader = new(message);
        while (reader.Next())
            reader.Skip();
    }

    private static byte[] Bytes(ProtobufMessage message)
    {
        using MemoryStream stream = new();
        message.WriteTo(stream);
        Assert.Equal(message.Length, stream.Length);
        return stream.ToArray();
    }
}
