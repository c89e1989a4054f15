using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>Pixels of a grid taken out of a map, or put into one.</summary>
internal static class PixelGridText
{
    public static void WriteTake(KernelText text)
    {
        TakePixels step = (TakePixels)text.Kernel.Kernel.Main;
        SourceWriter w = text.Body;
        (PixelGrid grid, MapText input, MapText output) = (step.Grid, text.Read(step.Input), text.Extents(step.Output));
        EpilogueText epilogue = Begin(text, step.Output, input);
        bool lies = !text.AnyExtent && grid.LiesOn(input.Shape, output.Shape);
        MapLoops.Rows(text, output, () =>
        {
            w.Line($"int row = {Place("y", grid.StrideY, grid.Top)};");
            if (lies && grid.StrideX == 1 && !epilogue.ReadsChannels)
            {
                w.Line("const nuint x = 0;");
                w.Line($"nuint at = {MapText.Index(("1", input.Origin() + (input.Pixel * grid.Left)), ("(nuint)n", input.Image), ("(nuint)row", input.Row))};");
                MapLoops.Vectors(text, (long)output.Shape.Width * output.Shape.Channels, (index, lanes) => Element(text, epilogue, $"at + {index}", null, index, lanes));
                return;
            }

            using (w.Block($"for (int x = 0; x < {MapLoops.Signed(output.Width)}; x++)"))
            {
                w.Line($"int column = {Place("x", grid.StrideX, grid.Left)};");
                if (!lies)
                    w.Line($"bool isOnMap = (uint)row < (uint){input.Height} && (uint)column < (uint){input.Width};");

                w.Line($"nuint at = {At(input, "row", "column")};");
                MapLoops.Vectors(text, output.Shape.Channels, (channel, lanes) => Element(text, epilogue, $"at + {channel}", lies ? null : "isOnMap", channel, lanes));
            }
        });
    }

    public static void WritePut(KernelText text)
    {
        PutPixels step = (PutPixels)text.Kernel.Kernel.Main;
        SourceWriter w = text.Body;
        (PixelGrid grid, MapText input, MapText output) = (step.Grid, text.Read(step.Input), text.Extents(step.Output));
        EpilogueText epilogue = Begin(text, step.Output, input);
        MapLoops.Rows(text, output, () =>
        {
            Source(w, "y", "i", grid.StrideY, grid.Top, input.Height);
            using (w.Block($"for (int x = 0; x < {MapLoops.Signed(output.Width)}; x++)"))
            {
                Source(w, "x", "j", grid.StrideX, grid.Left, input.Width);
                w.Line("bool isOnGrid = hasI && hasJ;");
                w.Line($"nuint at = {At(input, "i", "j")};");
                MapLoops.Vectors(text, output.Shape.Channels, (channel, lanes) => Element(text, epilogue, $"at + {channel}", "isOnGrid", channel, lanes));
            }
        });
    }

    private static EpilogueText Begin(KernelText text, Value result, MapText input)
    {
        EpilogueText epilogue = new(text, result);
        text.Reference("inputs", input);
        epilogue.Declare();
        text.Body.Line();
        return epilogue;
    }

    /// <summary>The place on the grid of a row or column of the map, and whether there is one.</summary>
    private static void Source(SourceWriter w, string place, string index, int stride, int first, Size extent)
    {
        w.Line($"int {index} = {(stride == 1 ? Offset(place, -first) : $"({Offset(place, -first)}) / {(Size)stride}")};");
        string whole = stride == 1 ? "" : $" && {place} == {Place(index, stride, first)}";
        w.Line($"bool has{char.ToUpperInvariant(index[0])} = {place} >= {(Size)first} && {index} < {MapLoops.Signed(extent)}{whole};");
    }

    private static void Element(KernelText text, EpilogueText epilogue, string at, string? condition, string channel, int lanes)
    {
        VectorText v = text.Vector;
        string register = text.Unique("value"), load = v.Load("inputs", at);
        text.Body.Line($"{v.Type} {register} = {(condition is null ? load : $"{condition} ? {load} : {v.Zero}")};");
        epilogue.Emit([register], map => MapLoops.Pixel(map, channel), channel, lanes);
    }

    private static string At(MapText map, string row, string column) =>
        MapText.Index(("1", map.Origin()), ("(nuint)n", map.Image), ($"(nuint){row}", map.Row), ($"(nuint){column}", map.Pixel));

    private static string Place(string index, int stride, int first) => Offset(stride == 1 ? index : $"({index} * {(Size)stride})", first);

    private static string Offset(string index, int first) => first == 0 ? index : first > 0 ? $"{index} + {(Size)first}" : $"{index} - {(Size)(-(long)first)}";
}
