using System.Linq;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>An expression that stands alone: one pass over the rows of maps of one shape.</summary>
internal static class MapStepText
{
    public static void Write(KernelText text)
    {
        MapStep map = (MapStep)text.Kernel.Kernel.Main;
        SourceWriter w = text.Body;
        VectorText v = text.Vector;
        text.TakeExtents();

        // The main step is an expression of its first map as any other of the epilogue is of the result before it.
        Value first = map.Operands.First(operand => operand.IsMap);
        EpilogueText epilogue = new(text, first, [map, .. text.Kernel.Kernel.Epilogue]);
        MapText input = text.Read(first);
        text.Reference("inputs", input);
        epilogue.Declare();
        w.Line();
        MapLoops.Rows(text, input, () =>
        {
            if (epilogue.ReadsChannels)
            {
                using (w.Block($"for (int x = 0; x < {MapLoops.Signed(input.Width)}; x++)"))
                    MapLoops.Vectors(text, input.Shape.Channels, input.Pixel, Stored);

                return;
            }

            w.Line("const nuint x = 0;");
            if (text.AnyExtent)
                MapLoops.Vectors(text, input.Width * input.Pixel, Element);
            else
                MapLoops.Vectors(text, (long)input.Shape.Width * input.Shape.Channels, input.Width * input.Pixel, Stored);
        });

        void Stored(string index, int lanes) => Element(index, ((Size)lanes).ToString());

        void Element(string index, string lanes)
        {
            string register = text.Unique("value");
            w.Line($"{v.Type} {register} = {v.Load("inputs", MapLoops.Pixel(input, index))};");
            epilogue.Emit([register], other => MapLoops.Pixel(other, index), index, store => store(lanes));
        }
    }
}
