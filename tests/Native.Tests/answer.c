/* Prints the best class of each picture, all of them classified in one call, then what becomes of mistakes. */
#include <stdio.h>
#include <stdlib.h>
#include "squeezenet.h"

static void check(squeezenet_code code)
{
    if (code == SQUEEZENET_OK)
        return;
    fprintf(stderr, "%d: %s\n", code, squeezenet_error());
    exit(1);
}

int main(int argc, char **argv)
{
    squeezenet *network;
    int shape[3], classes, count = argc - 2;
    check(squeezenet_create(argv[1], count, 2, &network));
    check(squeezenet_input_shape(network, shape));
    check(squeezenet_class_count(network, &classes));
    printf("%d x %d x %d, %d classes\n", shape[0], shape[1], shape[2], classes);

    size_t size = (size_t)shape[0] * shape[1] * shape[2];
    float *images = malloc(count * size * sizeof(float)), *scores = malloc((size_t)count * classes * sizeof(float));
    for (int i = 0; i < count; i++)
        check(squeezenet_prepare(network, argv[i + 2], images + i * size));
    check(squeezenet_forward(network, images, count, scores));
    for (int i = 0; i < count; i++) {
        const float *own = scores + (size_t)i * classes;
        int best = 0;
        for (int k = 1; k < classes; k++)
            if (own[k] > own[best])
                best = k;
        const char *name;
        check(squeezenet_class_name(network, best, &name));
        printf("%s %.3f\n", name, own[best]);
    }

    printf("%d", squeezenet_forward(network, images, count + 1, scores));
    printf(" %s\n", squeezenet_error());
    printf("%d", squeezenet_forward(network, NULL, 1, scores));
    printf(" %s\n", squeezenet_error());
    printf("%d", squeezenet_prepare(network, "nowhere.jpg", images));
    printf(" %s\n", squeezenet_error());
    printf("%d", squeezenet_class_count(NULL, &classes));
    printf(" %s\n", squeezenet_error());
    check(squeezenet_free(network));

    printf("%d", squeezenet_create("nowhere.mat", 1, 0, &network));
    printf(" %s\n", squeezenet_error());
    check(squeezenet_free(network));
    free(images);
    free(scores);
    return 0;
}
