using System.ComponentModel;
using System.Diagnostics;
using Kiln.Interchange.Matlab;

namespace Kiln.Interchange.Tests.Matlab;

/// <summary>Octave and Kiln read each other's files.</summary>
/// <remarks>The files in the folder were written by Octave 7.3.0 with <see cref="Script"/>; where Octave is on the PATH, new ones are.</remarks>
public sealed class OctaveTests
{
    private const string Script = """
        net.layers = {struct('type', 'conv', 'name', 'conv1', 'pad', [0 1 0 1], 'weights', {{single(reshape(1:24, [2 3 4])), single([0.5 -1])}}), struct('type', 'relu', 'name', 'relu1')};
        net.meta.classes.description = {'ant', 'bee'};
        x = reshape(1:6, 2, 3) / 4;
        i8 = int8([-128 127]); u16 = uint16(65535); i64 = int64([intmin('int64') 7]);
        yes = true; mask = logical([1 0; 0 1]);
        z = [1+2i, 3-4i];
        text = 'two words'; rows = ['ab'; 'cd']; none = '';
        empty = []; cells = {1, 'a'; {}, single(2.5)};
        s = struct('a', {1, 2, 3});
        sp = sparse([1 0; 0 2]);
        big = single(1:1000);
        """;

    private const string Variables = "'net', 'x', 'i8', 'u16', 'i64', 'yes', 'mask', 'z', 'text', 'rows', 'none', 'empty', 'cells', 's', 'sp', 'big'";

    [Theory]
    [InlineData("octave-v6.mat")]
    [InlineData("octave-v7.mat")]
    public void FilesThatOctaveWroteAreRead(string name) =>
        CheckScript(Path.Combine(Repository.Root.FullName, "tests", "Interchange.Tests", "Matlab", "Files", name));

    [SkippableFact]
    public void FilesThatOctaveWritesAreRead()
    {
        using TemporaryFolder folder = new();
        Octave(folder, $"{Script}\nsave('-v6', 'v6.mat', {Variables});\nsave('-v7', 'v7.mat', {Variables});");

        CheckScript(folder["v6.mat"]);
        CheckScript(folder["v7.mat"]);
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void OctaveReadsWhatIsWritten(bool compress)
    {
        using TemporaryFolder folder = new();
        MatFile file = MatSamples.EveryClass();
        MatFile written = new(file.Where(variable => variable.Key != "object"), source: null);
        written.Write(folder["x.mat"], compress);

        string said = Octave(folder, """
            load('x.mat');
            assert(isnan(d(1, 2)) && 1 / d(2, 1) == -Inf && d(1, 3) == pi && d(2, 3) == 2 ^ -1074);
            assert(isa(f, 'single') && isequal(size(f), [2 2 2]) && f(2, 2, 1) == 4 && f(2, 1, 2) == -realmax('single'));
            assert(i8, int8([-128 0 127])); assert(u8, uint8([0:7 255])); assert(i16, int16([-32768 32767])); assert(u16, uint16([0; 1; 65535]));
            assert(i32, [intmin('int32') intmax('int32')]); assert(u32, intmax('uint32')); assert(i64, [intmin('int64') intmax('int64')]); assert(u64, intmax('uint64'));
            assert(islogical(yes) && yes && islogical(mask) && isequal(mask, logical(eye(2))));
            assert(z, [1-3i 2+4i]); assert(zf == 1+2i && isa(zf, 'single'));
            assert(text, 'conv1_1'); assert(rows, ['abc'; 'def']); assert(isempty(none) && ischar(none)); assert(isempty(empty)); assert(size(noRows), [0 3]);
            assert(iscell(cell) && cell{1, 1} == 1 && strcmp(cell{2, 1}, 'two') && isequal(cell{1, 2}, {}) && isequal(cell{2, 2}, [1 2 3]));
            assert(s.name, 'x'); assert(s.inner.deep{1}, 7); assert(size(array), [1 2]); assert(array(2).a, 2); assert(array(2).bcd, 'q'); assert(size(noStructs), [0 1]);
            assert(longName_of_a_variable_that_has_sixty_three_letters_and_digits1.aFieldWhoseNameIsLongerThanThirtyOneLetters, 1);
            assert(size(ramp), [100 101]); assert(ramp(100, 101) == single(10099 / 3)); assert(ramp(3, 2) == single(102 / 3));
            disp('all is there');
            """);

        Assert.Equal("all is there", said.Trim());
    }

    /// <summary>The graph of a network, as MatConvNet would find it.</summary>
    [SkippableFact]
    public void OctaveReadsAModel()
    {
        using TemporaryFolder folder = new();
        ParameterSet<SmallGraph> parameters = new(seed: 1);
        MatConvNetModel.Write(folder["net.mat"], parameters, classes: ["a", "b", "c"]);

        string said = Octave(folder, """
            net = load('net.mat');
            for l = net.layers, printf('%s %s %s|', l.name, l.type, strjoin(l.params, ' ')); end
            w = net.params(strcmp({net.params.name}, 'Conv1_filter')).value;
            printf('%s %s %.9g', mat2str(size(w)), class(w), w(3, 1, 2, 8));
            """);

        string[] parts = said.Trim().Split('|');
        Assert.Equal(["Conv1 dagnn.Conv Conv1_filter Conv1_bias", "Norm1 dagnn.BatchNorm Norm1_mult Norm1_bias Norm1_moments"], parts[..2]);

        // Rows × columns × channels × filters: 3×3×2×8.
        float expected = parameters["Conv1.Weights"].Values[(((2 * 3) * 2) + 1) * 8 + 7];
        Assert.Equal(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"[3 3 2 8] single {expected:G9}"), parts[^1]);
    }

    private static void CheckScript(string path)
    {
        using MatFile file = MatFile.Read(path);
        MatStruct conv = (MatStruct)((MatCell)((MatStruct)file["net"])["layers"])[0];
        Assert.Equal("conv1", ((MatText)conv["name"]).Value);
        Assert.Equal([0, 1, 0, 1], ((MatArray)conv["pad"]).To<int>());
        MatArray<float> filters = Assert.IsType<MatArray<float>>(((MatCell)conv["weights"])[0]);
        Assert.Equal(("2×3×4", 24f), (filters.Extents, filters.Values[23]));
        Assert.Equal([0.25, 0.5, 0.75, 1, 1.25, 1.5], ((MatArray<double>)file["x"]).Values.ToArray());
        Assert.Equal([-128, 127], ((MatArray<sbyte>)file["i8"]).To<int>());
        Assert.Equal([65535], ((MatArray<ushort>)file["u16"]).To<int>());
        Assert.Equal([long.MinValue, 7], ((MatArray<long>)file["i64"]).Values.ToArray());
        Assert.True(((MatArray)file["yes"]).IsLogical);
        Assert.Equal([1, 0, 0, 1], ((MatArray<byte>)file["mask"]).Values.ToArray());
        Assert.Equal([2, -4], ((MatArray)file["z"]).Imaginary!.To<double>());
        Assert.Equal("two words", ((MatText)file["text"]).Value);
        Assert.Equal(["ab", "cd"], ((MatText)file["rows"]).Rows);
        Assert.Equal("", ((MatText)file["none"]).Value);
        Assert.Equal(0, file["empty"].Count);
        Assert.Equal(("2×2", 2.5f), (file["cells"].Extents, ((MatArray<float>)((MatCell)file["cells"])[3]).Values[0]));
        Assert.Equal(3, ((MatArray)((MatStruct)file["s"])[2, "a"]).To<int>()[0]);
        Assert.Equal(MatClass.Sparse, Assert.IsType<MatUnread>(file["sp"]).Class);
        Assert.Equal(Enumerable.Range(1, 1000).Select(i => (float)i), ((MatArray<float>)file["big"]).Values.ToArray());
    }

    /// <summary>Runs a script in a folder; what it prints.</summary>
    private static string Octave(TemporaryFolder folder, string script)
    {
        File.WriteAllText(folder["script.m"], script);
        ProcessStartInfo start = new("octave-cli", ["--no-gui", "--quiet", "--norc", "script.m"])
        {
            WorkingDirectory = folder.Path, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        Process? process = null;
        try
        {
            process = Process.Start(start);
        }
        catch (Win32Exception)
        {
            Skip.If(true, "there is no octave-cli on the PATH (Debian: octave)");
        }

        using Process octave = process!;
        Task<string> error = octave.StandardError.ReadToEndAsync();
        string output = octave.StandardOutput.ReadToEnd();
        octave.WaitForExit();
        Assert.True(octave.ExitCode == 0, error.Result);
        return output;
    }
}
