/* Reads PTX: the part of it that ILGPU writes, one instruction a line. */
#include "ptx.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME = 128 };

/* A name with a number: a label, a list of labels, an array in shared memory, a parameter. */
struct symbol { char name[NAME]; int value; };
struct symbols { struct symbol *items; int count; };

struct reader
{
    struct program *program;
    char *message;
    int line, words, longs, floats, doubles, predicates, list;
    struct symbols labels, lists, shared, parameters, targets;
};

static void *grown(void *items, int count, size_t size)
{
    /* Doubles where the count is a power of two. */
    return count & (count - 1) ? items : realloc(items, (count ? 2 * (size_t)count : 1) * size);
}

static void add(struct symbols *symbols, const char *name, int value)
{
    symbols->items = grown(symbols->items, symbols->count, sizeof *symbols->items);
    struct symbol *symbol = &symbols->items[symbols->count++];
    snprintf(symbol->name, NAME, "%s", name);
    symbol->value = value;
}

static const struct symbol *find(const struct symbols *symbols, const char *name)
{
    for (int i = 0; i < symbols->count; i++)
        if (strcmp(symbols->items[i].name, name) == 0) return &symbols->items[i];
    return NULL;
}

static bool refuse(struct reader *reader, const char *what)
{
    if (!*reader->message) snprintf(reader->message, MESSAGE, "ptxas: line %d: %.300s", reader->line, what);
    return false;
}

static int constant(struct program *program, uint64_t bits, int bytes)
{
    for (int i = 0; i < program->constant_count; i++)
        if (program->constants[i].bits == bits && program->constants[i].bytes == bytes) return program->constants[i].at;
    program->constants = grown(program->constants, program->constant_count, sizeof *program->constants);
    program->constants[program->constant_count++] = (struct constant){program->register_bytes, bytes, bits};
    program->register_bytes += bytes * LANES;
    return program->register_bytes - bytes * LANES;
}

/* The registers of a kind follow each other. */
static bool declare(struct reader *reader, const char *line)
{
    char kind[8], letters[8];
    int count;
    if (sscanf(line, ".reg .%7s %%%7[a-z]<%d>;", kind, letters, &count) != 3) return refuse(reader, line);
    int *first = strcmp(letters, "p") == 0 ? &reader->predicates : strcmp(letters, "r") == 0 ? &reader->words
        : strcmp(letters, "rd") == 0 ? &reader->longs : strcmp(letters, "f") == 0 ? &reader->floats
        : strcmp(letters, "fd") == 0 ? &reader->doubles : NULL;
    if (!first) return refuse(reader, line);
    *first = reader->program->register_bytes;
    reader->program->register_bytes += count * LANES * (first == &reader->longs || first == &reader->doubles ? 8 : 4);
    return true;
}

static int special(const char *name)
{
    static const struct { const char *name; int at; } all[] = {
        {"%tid.x", THREAD}, {"%ntid.x", THREADS}, {"%ctaid.x", GROUP_X}, {"%ctaid.y", GROUP_Y}, {"%ctaid.z", GROUP_Z},
        {"%nctaid.x", GROUPS_X}, {"%nctaid.y", GROUPS_Y}, {"%nctaid.z", GROUPS_Z},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (strcmp(all[i].name, name) == 0) return all[i].at;
    return -1;
}

/* The place of an operand's register; of a constant one that holds it. */
static int operand(struct reader *reader, const char *text, char kind)
{
    int bytes = kind == 'l' ? 8 : 4;
    if (*text == '%')
    {
        int number;
        if (kind == 'p') return sscanf(text, "%%p%d", &number) == 1 ? reader->predicates + 128 * number : -1;
        if (kind == 'l') return sscanf(text, "%%rd%d", &number) == 1 ? reader->longs + 256 * number
            : sscanf(text, "%%fd%d", &number) == 1 ? reader->doubles + 256 * number : -1;
        return sscanf(text, "%%r%d", &number) == 1 ? reader->words + 128 * number
            : sscanf(text, "%%f%d", &number) == 1 ? reader->floats + 128 * number : special(text);
    }

    const struct symbol *shared = find(&reader->shared, text);
    char *end;
    uint64_t bits = shared ? (uint64_t)shared->value
        : strncmp(text, "0f", 2) == 0 || strncmp(text, "0d", 2) == 0 ? strtoull(text + 2, &end, 16)
        : *text == '-' ? (uint64_t)strtoll(text, &end, 10) : strtoull(text, &end, 10);
    if (!shared && *end) return -1;
    if (kind == 'p') bits = bits ? UINT32_MAX : 0;
    return constant(reader->program, kind == 'l' ? bits : (uint32_t)bits, bytes);
}

/* [name+offset], of a parameter, or [%rd1+offset]. */
static bool address(struct reader *reader, struct operation *operation, int index, char *text)
{
    char *close = strchr(text, ']'), *plus = strchr(text, '+');
    if (*text != '[' || !close) return false;
    *close = 0;
    operation->offset = plus ? atoll(plus + 1) : 0;
    if (plus) *plus = 0;
    const struct symbol *parameter = find(&reader->parameters, text + 1);
    if (parameter) operation->offset += parameter->value;
    else operation->registers[index] = operand(reader, text + 1, 'l');
    return parameter || operation->registers[index] >= 0;
}

static bool instruction(struct reader *reader, char *line)
{
    struct program *program = reader->program;
    char original[300];
    snprintf(original, sizeof original, "%s", line);
    program->operations = grown(program->operations, program->operation_count, sizeof *program->operations);
    struct operation *operation = &program->operations[program->operation_count++];
    *operation = (struct operation){.guard = -1, .line = reader->line};

    char *rest = line;
    char *word = strtok_r(rest, " \t;", &rest);
    if (*word == '@')
    {
        operation->negated = word[1] == '!';
        operation->guard = operand(reader, word + 1 + operation->negated, 'p');
        if (operation->guard < 0) return refuse(reader, original);
        word = strtok_r(rest, " \t;", &rest);
    }

    const struct instruction *known = word ? ptx_instruction(word) : NULL;
    if (!known || (operation->guard >= 0 && known->control != BRANCH)) return refuse(reader, original);
    operation->name = known->name;
    operation->run = known->run;
    operation->control = known->control;
    const char *kinds = known->operands;
    int count = 0;
    for (char *text; (text = strtok_r(rest, " \t,;{}", &rest)); count++)
    {
        if (count >= (int)strlen(kinds)) return refuse(reader, original);
        if (kinds[count] == 't')
        {
            /* Labels are found at the end; until then the operation has its place in the list of them. */
            operation->target = reader->targets.count;
            add(&reader->targets, text, program->operation_count - 1);
        }
        else if (kinds[count] == 'a')
        {
            if (!address(reader, operation, count, text)) return refuse(reader, original);
        }
        else if ((operation->registers[count] = operand(reader, text, kinds[count])) < 0) return refuse(reader, original);
    }

    return count == (int)strlen(kinds) || refuse(reader, original);
}

static bool parameter(struct reader *reader, const char *line)
{
    struct program *program = reader->program;
    int align = 0, bits, bytes = 0;
    char name[NAME];
    if (sscanf(line, ".param .align %d .b8 %127[^[][%d]", &align, name, &bytes) != 3)
    {
        align = 0;
        if (sscanf(line, ".param .%*1[bfus]%d %127[^,)]", &bits, name) != 2) return refuse(reader, line);
        bytes = bits / 8;
    }

    if (program->parameter_count == PARAMETERS) return refuse(reader, line);
    int alignment = align ? align : bytes, at = (program->parameter_bytes + alignment - 1) / alignment * alignment;
    program->parameters[program->parameter_count++] = (struct parameter){at, bytes, align};
    program->parameter_bytes = at + bytes;
    add(&reader->parameters, name, at);
    return true;
}

static bool shared(struct reader *reader, const char *line)
{
    int align, bytes;
    char name[NAME];
    if (sscanf(line, ".shared .align %d .b8 %127[^[][%d]", &align, name, &bytes) != 3 || align > 16) return refuse(reader, line);
    int at = (reader->program->shared_bytes + 15) / 16 * 16;
    reader->program->shared_bytes = at + bytes;
    add(&reader->shared, name, at);
    return true;
}

/* .branchtargets A, B; is named by the label before it. */
static void list(struct reader *reader, char *line)
{
    const struct symbol *label = &reader->labels.items[reader->labels.count - 1];
    add(&reader->lists, label->name, reader->targets.count);
    char *rest = strchr(line, '\t') ? strchr(line, '\t') : strchr(line, ' ');
    for (char *name; (name = strtok_r(rest, " \t,;", &rest));) add(&reader->targets, name, -1);
    add(&reader->targets, "", -1);
}

static bool statement(struct reader *reader, char *line)
{
    static const char *const ignored[] = {"//", ".version", ".target", ".address_size", ".minnctapersm", ")", "{", "}", ";"};
    for (size_t i = 0; i < sizeof ignored / sizeof *ignored; i++)
        if (strncmp(line, ignored[i], strlen(ignored[i])) == 0) return true;
    char *colon = strchr(line, ':');
    if (!*line) return true;
    if (sscanf(line, ".visible .entry %255[^(](", reader->program->name) == 1) return true;
    if (sscanf(line, ".maxntid %d,", &reader->program->threads) == 1) return true;
    if (strncmp(line, ".param", 6) == 0) return parameter(reader, line);
    if (strncmp(line, ".shared", 7) == 0) return shared(reader, line);
    if (strncmp(line, ".reg", 4) == 0) return declare(reader, line);
    if (strncmp(line, ".branchtargets", 14) == 0) return list(reader, line), true;
    if (colon && !colon[1]) return *colon = 0, add(&reader->labels, line, reader->program->operation_count), true;
    return instruction(reader, line);
}

/* Gives branches the places of their labels. */
static bool resolve(struct reader *reader)
{
    struct program *program = reader->program;
    program->targets = malloc(sizeof(int) * (size_t)(reader->targets.count + 1));
    for (int i = 0; i < reader->targets.count; i++)
    {
        const struct symbol *target = &reader->targets.items[i], *label = find(&reader->labels, target->name);
        program->targets[i] = label ? label->value : -1;
        if (!label && *target->name) return refuse(reader, target->name);
        if (target->value < 0) continue;
        struct operation *branch = &program->operations[target->value];
        const struct symbol *table = find(&reader->lists, target->name);
        branch->target = branch->control == INDEXED_BRANCH && table ? table->value : label->value;
    }

    const int last = program->operation_count - 1;
    return (last >= 0 && (program->operations[last].control == EXIT || program->operations[last].control == BRANCH))
        || refuse(reader, "the text does not end with an exit");
}

/* An edge of the flow between blocks of operations: blocks end with what is not followed by the next operation alone. */
struct edge { int from, to; };

struct flow
{
    int *block;        /* of each operation */
    int *start;        /* first operation of each block; the exit is the block after the last */
    int blocks, edge_count;
    struct edge *edges;
};

static void connect(struct flow *flow, int from, int to)
{
    flow->edges = grown(flow->edges, flow->edge_count, sizeof *flow->edges);
    flow->edges[flow->edge_count++] = (struct edge){from, to};
}

static struct flow flow_of(const struct program *program)
{
    const int count = program->operation_count;
    struct flow flow = {.block = calloc((size_t)count + 1, sizeof(int)), .start = calloc((size_t)count + 1, sizeof(int))};
    for (int i = 0; i < count; i++)
    {
        const struct operation *o = &program->operations[i];
        if (o->control == BRANCH) flow.block[o->target] = 1;
        if (o->control == INDEXED_BRANCH) for (const int *target = program->targets + o->target; *target >= 0; target++) flow.block[*target] = 1;
        if (o->control != NONE && o->control != BARRIER) flow.block[i + 1] = 1;
    }

    for (int i = 0; i < count; i++)
    {
        if (i == 0 || flow.block[i]) flow.start[flow.blocks++] = i;
        flow.block[i] = flow.blocks - 1;
    }

    for (int i = 0; i < count; i++)
    {
        const struct operation *o = &program->operations[i];
        const int from = flow.block[i];
        if (o->control == EXIT) connect(&flow, from, flow.blocks);
        else if (o->control == BRANCH) connect(&flow, from, flow.block[o->target]);
        else if (o->control == INDEXED_BRANCH) for (const int *target = program->targets + o->target; *target >= 0; target++) connect(&flow, from, flow.block[*target]);
        if (o->control != EXIT && o->control != INDEXED_BRANCH && (o->control != BRANCH || o->guard >= 0) && i + 1 < count && flow.block[i + 1] != from)
            connect(&flow, from, flow.block[i + 1]);
    }

    return flow;
}

/* Numbers the blocks from which the exit is reached, each after all that it is reached through first. */
static void number(const struct flow *flow, int block, int *numbers, int *order, int *next)
{
    numbers[block] = 0;
    for (int i = 0; i < flow->edge_count; i++)
        if (flow->edges[i].to == block && numbers[flow->edges[i].from] < 0) number(flow, flow->edges[i].from, numbers, order, next);
    order[*next] = block;
    numbers[block] = (*next)++;
}

/* Lanes that part meet in the first block that every way to the exit goes through. */
static void find_meetings(struct program *program)
{
    struct flow flow = flow_of(program);
    const int count = flow.blocks + 1;
    int *numbers = malloc(sizeof(int) * (size_t)count * 3), *order = numbers + count, *meets = order + count, numbered = 0;
    for (int i = 0; i < count; i++) numbers[i] = meets[i] = -1;
    number(&flow, flow.blocks, numbers, order, &numbered);
    meets[flow.blocks] = flow.blocks;
    for (bool changed = true; changed;)
    {
        changed = false;
        for (int i = numbered - 2; i >= 0; i--)
        {
            int meet = -1;
            for (int k = 0; k < flow.edge_count; k++)
            {
                int other = flow.edges[k].to;
                if (flow.edges[k].from != order[i] || meets[other] < 0) continue;
                if (meet < 0) meet = other;
                while (meet != other)
                    if (numbers[meet] < numbers[other]) meet = meets[meet]; else other = meets[other];
            }

            changed = changed || meet != meets[order[i]];
            meets[order[i]] = meet;
        }
    }

    for (int i = 0; i < program->operation_count; i++)
    {
        const int meet = meets[flow.block[i]];
        program->operations[i].meet = meet < 0 || meet == flow.blocks ? -1 : flow.start[meet];
    }

    free(flow.block);
    free(flow.start);
    free(flow.edges);
    free(numbers);
}

struct program *ptx_read(const char *text, char *message)
{
    struct reader reader = {.program = calloc(1, sizeof(struct program)), .message = message};
    reader.program->register_bytes = FIRST_REGISTER;
    *message = 0;
    char *copy = strdup(text), *rest = copy;
    bool read = true;
    for (char *line; read && (line = strsep(&rest, "\n"));)
    {
        reader.line++;
        line += strspn(line, " \t");
        for (char *end = line + strlen(line); end > line && strchr(" \t\r", end[-1]);) *--end = 0;
        read = statement(&reader, line);
    }

    read = read && resolve(&reader);
    free(copy);
    free(reader.labels.items); free(reader.lists.items); free(reader.shared.items); free(reader.parameters.items); free(reader.targets.items);
    if (read)
    {
        find_meetings(reader.program);
        return reader.program;
    }

    ptx_free(reader.program);
    return NULL;
}

void ptx_free(struct program *program)
{
    free(program->operations);
    free(program->constants);
    free(program->targets);
    free(program);
}
